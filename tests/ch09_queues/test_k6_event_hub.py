"""Each subscriber sees each message, and nobody waits for a slow one."""

import asyncio
import contextlib
import gc
import weakref
from collections import deque

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dojo.testing import cancelled_at, orders, scripts
from katas.ch09_queues.k6_event_hub import Hub


async def next_of(messages, count=1):
    """Return the next messages, or "nothing" where none comes in a while."""
    came = []
    for _ in range(count):
        try:
            async with asyncio.timeout(5):
                came.append(await anext(messages))
        except TimeoutError:
            came.append("nothing")
        except StopAsyncIteration:
            came.append("the end")
    return came


async def listen(hub, maxsize, got):
    """Write down all messages, and their times."""
    async with hub.subscribe(maxsize) as messages:
        async for message in messages:
            got.append((message, asyncio.get_running_loop().time()))


def publish_at(seconds, hub, *messages):
    """Publish some messages after some seconds, all at the same moment."""
    for message in messages:
        asyncio.get_running_loop().call_later(seconds, hub.publish, message)


async def test_each_subscriber_gets_each_message():
    """All messages come to all subscribers, in their order."""
    hub = Hub()

    async with hub.subscribe(9) as ann, hub.subscribe(9) as bob:
        for message in "abc":
            hub.publish(message)
        of_ann, of_bob = await next_of(ann, 3), await next_of(bob, 3)

    assert (of_ann, of_bob) == (["a", "b", "c"], ["a", "b", "c"]), (
        f"a, b and c were published. Ann got {of_ann}, and Bob got {of_bob}. "
        "Where is a message until Bob comes for it?"
    )


async def test_any_value_is_a_message():
    """None, an exception and an empty list come as they are."""
    hub = Hub()
    values = [None, False, [], ValueError("a message"), StopAsyncIteration()]

    async with hub.subscribe(9) as messages:
        for value in values:
            hub.publish(value)
        came = [await anext(messages) for _ in values]

    assert all(a is b for a, b in zip(came, values, strict=True)), (
        f"{values} were published, and these came: {came}. "
        "What happens to a message on its way?"
    )


async def test_a_subscriber_without_a_message_waits_for_the_next(clock):
    """A subscriber that waits gets the message when it is published."""
    hub, got = Hub(), []
    publish_at(2, hub, "a")
    publish_at(3.25, hub, "b")

    await cancelled_at(listen(hub, 1, got), 9)

    assert got == [("a", 2), ("b", 3.25)]


async def test_only_while_one_is_subscribed():
    """What was published before the block, or without subscribers, does not come."""
    hub = Hub()

    hub.publish("early")
    block = hub.subscribe(9)
    hub.publish("before the block")
    async with block as messages:
        hub.publish("now")
        came = await next_of(messages, 2)

    assert came == ["now", "nothing"]


async def test_a_subscriber_that_comes_later_does_not_get_it():
    """A subscriber that comes after a message does not get it, however soon."""
    hub = Hub()

    async with hub.subscribe(9) as ann:
        hub.publish("a")
        async with hub.subscribe(9) as bob:
            hub.publish("b")
            of_ann, of_bob = await next_of(ann, 2), await next_of(bob, 2)

    assert (of_ann, of_bob) == (["a", "b"], ["b", "nothing"]), (
        "Bob came between a and b, and no task has run meanwhile. Ann got "
        f"{of_ann}, and Bob got {of_bob}. When does your hub hand a message on?"
    )


async def test_a_slow_one_loses_the_oldest():
    """A subscriber without room for a message misses the oldest that it has not got."""
    hub = Hub()

    async with hub.subscribe(3) as messages:
        for n in range(7):
            hub.publish(n)
        came = await next_of(messages, 4)

    assert came == [4, 5, 6, "nothing"], (
        "A subscriber has room for 3 messages, and did not look while 0 to 6 were "
        f"published. Then it got {came}. Which of them should be dropped?"
    )


async def test_as_many_as_there_is_room_for():
    """Up to `maxsize` messages, none is dropped; one that is taken makes room."""
    hub = Hub()

    async with hub.subscribe(2) as messages:
        came = []
        for n in range(0, 8, 2):
            hub.publish(n)
            hub.publish(n + 1)
            came += await next_of(messages, 2)

    assert came == [*range(8)]


async def test_a_slow_one_holds_up_nobody():
    """Each one has room of its own: what one misses, another one gets."""
    hub = Hub()

    async with hub.subscribe(1) as slow, hub.subscribe(9) as quick:
        for message in "abcd":
            hub.publish(message)
        of_slow, of_quick = await next_of(slow, 2), await next_of(quick, 4)

    assert (of_slow, of_quick) == (["d", "nothing"], [*"abcd"])


async def test_it_is_published_at_once():
    """When `publish` returns, the message is where the subscriber finds it."""
    hub = Hub()

    async with hub.subscribe(1) as messages:
        hub.publish("old")
        await asyncio.sleep(1)
        hub.publish("new")
        came = await next_of(messages)

    assert came == ["new"], (
        "A subscriber with room for 1 message had an old one, a new one was published, "
        f"and right after that the subscriber got {came}. "
        "Where was the new one when publish() returned?"
    )


async def test_a_message_takes_up_room_until_one_goes_on():
    """A subscriber that waits has room for `maxsize` messages at a time, too."""
    hub, got = Hub(), []
    publish_at(1, hub, "a", "b", "c", "d")

    await cancelled_at(listen(hub, 2, got), 9)

    assert got == [("c", 1), ("d", 1)], (
        "A subscriber with room for 2 waited for a message, and a, b, c and d came at "
        f"the same moment. It got {got}. Where were the others until it went on?"
    )


async def test_others_do_not_notice_a_cancellation():
    """Only the subscriber that is cancelled while it waits hears of it."""
    hub, got = Hub(), []
    bob = asyncio.create_task(listen(hub, 9, got), name="Bob")
    publish_at(2, hub, "a", "b")

    ann = await cancelled_at(listen(hub, 9, []), 1)
    await asyncio.sleep(2)

    assert ann.cancelled(), (
        "Ann was cancelled while she waited for a message, and never heard of it. "
        "Where did her CancelledError end?"
    )
    assert not bob.done(), (
        "Ann and Bob waited for a message. Ann was cancelled, and Bob's task has ended "
        "as well. What did both of them wait for?"
    )
    bob.cancel()
    await asyncio.wait([bob])
    assert [message for message, _ in got] == ["a", "b"]


@pytest.mark.parametrize(
    "how", ["at its end", "with an exception", "by a cancellation"]
)
async def test_a_subscriber_that_has_left_is_not_subscribed(how):
    """The hub keeps no message for a subscriber that has left, however it has left."""
    hub, iterators = Hub(), []

    class Message:
        """A message that shows whether anything still keeps it."""

    async def visit():
        async with hub.subscribe(9) as messages:
            iterators.append(messages)
            if how == "with an exception":
                raise OSError("down")
            if how == "by a cancellation":
                await anext(messages)

    task = await cancelled_at(visit(), 1)
    await asyncio.gather(task, return_exceptions=True)
    kept = weakref.ref(message := Message())
    hub.publish(message)
    del message
    gc.collect()

    assert kept() is None, (
        f"The only subscriber has left its block {how}, a message was published, "
        "and somebody keeps it. For whom?"
    )


async def test_an_exception_goes_on():
    """What is raised in the block comes out of it, as it is."""
    error = OSError("down")

    with pytest.raises(OSError) as caught:
        async with Hub().subscribe(1):
            raise error

    assert caught.value is error


async def test_a_subscriber_that_gives_up_may_ask_again():
    """After a time-out, the next message is still to come."""
    hub = Hub()
    publish_at(7, hub, "late")

    async with hub.subscribe(9) as messages:
        first = await next_of(messages)
        await asyncio.sleep(4)
        second = await next_of(messages)

    assert (first, second) == (["nothing"], ["late"]), (
        "A subscriber waited for 5 s, gave up, stayed in the block, and asked again; "
        f"a message had come at 7 s. It got {first}, then {second}. "
        "What does a cancellation do to your iterator?"
    )


async def test_a_message_that_comes_as_one_gives_up():
    """A message that comes at the moment of the cancellation is not lost."""
    hub, got = Hub(), []

    async def wait_twice():
        async with hub.subscribe(9) as messages:
            with contextlib.suppress(asyncio.CancelledError):
                got.append(await anext(messages))
            asyncio.current_task().uncancel()
            got.extend(await next_of(messages, 2 - len(got)))

    task = asyncio.create_task(wait_twice())
    await asyncio.sleep(1)
    hub.publish("a")
    hub.publish("b")
    task.cancel()
    await task

    assert got == ["a", "b"], (
        "a and b were published, and in the same moment the subscriber, which waited, "
        f"was cancelled. It stayed in the block, asked again, and got {got}. "
        "Who had the other one?"
    )


async def test_they_come_and_go_while_it_is_published():
    """A subscriber may leave, and another one come, because of a message."""
    hub, seen = Hub(), []

    async def hop(name):
        async with hub.subscribe(9) as messages:
            seen.append((name, await anext(messages)))
        if name < 3:
            await hop(name + 1)

    tasks = [asyncio.create_task(hop(0)), asyncio.create_task(hop(0))]
    for message in "abcd":
        await asyncio.sleep(1)
        hub.publish(message)
    await asyncio.wait(tasks, timeout=1)

    expected = [(n, message) for n, message in enumerate("abcd") for _ in range(2)]
    assert seen == expected
    for task in tasks:
        task.result()


class Board:
    """What each subscriber should get: the last messages that it has not got."""

    def __init__(self):
        self.hub = Hub()
        self.number = 0
        self.missing = {}
        self.pausing = set()

    async def publish(self, count):
        """Publish some messages at the same moment."""
        for _ in range(count):
            self.number += 1
            for window in self.missing.values():
                window.append(self.number)
            self.hub.publish(self.number)

    async def listen(self, maxsize, pause, patience=None):
        """Take the messages, with a pause after each, or give up and ask again."""
        name = asyncio.current_task().get_name()
        async with self.hub.subscribe(maxsize) as messages:
            window = self.missing[name] = deque(maxlen=maxsize)
            try:
                while True:
                    await self.take(name, messages, window, patience)
                    self.pausing.add(name)
                    await asyncio.sleep(pause)
                    self.pausing.discard(name)
            finally:
                self.pausing.discard(name)
                del self.missing[name]

    async def take(self, name, messages, window, patience):
        """Take a message, and compare."""
        expected, message = None, None
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(patience):
                message = await anext(messages)
                expected = window.popleft() if window else "nothing"
        assert message == expected, (
            f"{name} got message {message}, and should get {expected}; after that come "
            f"{list(window)}. What was dropped, or came twice?"
        )

    def at_rest(self, waiting):
        """Nobody waits for a message that is there."""
        names = [caller.name for caller in waiting if caller.call == "publish"]
        assert not names, f"{names} wait while they publish. What for?"
        for name, window in self.missing.items():
            assert name in self.pausing or not window, (
                f"{name} waits for a message, and these are there: {list(window)}. "
                f"Who wakes {name}?"
            )


SIZES, PAUSES = st.integers(1, 3), st.sampled_from([0, 0.5, 1.5])
# It never ends just when a script looks at those that wait.
PATIENCE = st.sampled_from([None, 27 / 128])


@settings(max_examples=100)
@given(
    script=scripts(
        listen=st.tuples(SIZES, PAUSES, PATIENCE),
        publish=st.tuples(st.integers(1, 4)),
    )
)
async def test_any_story_of_a_hub(script):
    """Whatever comes, pauses, gives up or leaves: each gets its last messages."""
    await script.play(Board())


@given(
    order=orders(),
    maxsize=SIZES,
    bursts=st.lists(st.integers(1, 3), min_size=1, max_size=2),
    leaves=st.integers(0, 6),
)
async def test_any_order_of_ready_tasks(order, maxsize, bursts, leaves):
    """In whatever order: a subscriber gets the last messages, until it leaves."""
    board = Board()

    async def publish():
        for count in bursts:
            await board.publish(count)
            await asyncio.sleep(0)

    with order:
        reader = asyncio.create_task(board.listen(maxsize, 0), name="reader")
        news = [asyncio.create_task(publish(), name=f"news {n}") for n in (1, 2)]
        for _ in range(leaves):
            await asyncio.sleep(0)
        reader.cancel()
        await asyncio.wait([reader, *news])

    assert reader.cancelled() or reader.result() is None
    assert [task.result() for task in news] == [None, None]


@given(
    maxsize=st.integers(1, 5),
    story=st.lists(st.one_of(st.just("take"), st.integers(0, 9)), max_size=30),
)
async def test_any_pace(maxsize, story):
    """One subscriber gets what a window over the last messages holds."""
    hub, window, got, expected = Hub(), deque(maxlen=maxsize), [], []

    async with hub.subscribe(maxsize) as messages:
        for what in story:
            if what != "take":
                window.append(what)
                hub.publish(what)
            elif window:
                expected.append(window.popleft())
                got.append(await anext(messages))
        got += [await anext(messages) for _ in window]

    assert got == [*expected, *window]
