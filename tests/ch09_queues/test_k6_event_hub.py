"""Each subscriber sees each message, and nobody waits for a slow one."""

import asyncio
import contextlib
import gc
import weakref
from collections import deque

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import Clock, cancelled_at, outcome_of
from katas.ch09_queues.k6_event_hub import Hub


class Message(str):
    """A message of which one can see whether anything still keeps it."""


async def all_of(messages):
    """Return all messages that come, until none comes for a second."""
    came = []
    try:
        while True:
            async with asyncio.timeout(1):
                came.append(await anext(messages))
    except TimeoutError:
        return came
    except StopAsyncIteration:
        return [*came, "the end"]


async def listen(hub, maxsize, got):
    """Write down all messages, and their times."""
    async with hub.subscribe(maxsize) as messages:
        async for message in messages:
            got.append((message, Clock().elapsed))


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
        of_ann, of_bob = await all_of(ann), await all_of(bob)

    where = "What ends your iterator?" if "the end" in of_ann else "Who keeps them?"
    assert (of_ann, of_bob) == ([*"abc"], [*"abc"]), (
        f"a, b and c were published. Ann got {of_ann}, and Bob got {of_bob}. {where}"
    )


@pytest.mark.parametrize(
    "value", [None, False, [], ValueError("a message"), StopAsyncIteration()], ids=repr
)
async def test_any_object_is_a_message(value):
    """None, an exception and an empty list are messages too."""
    hub = Hub()

    async with hub.subscribe(9) as messages:
        hub.publish(value)
        hub.publish("next")
        came = await outcome_of(all_of(messages))

    assert repr(came) == repr([value, "next"]), (
        f"{value!r} and 'next' were published, and this came out: {came!r}. "
        "How does your code know whether there is a message?"
    )


async def test_a_subscriber_without_a_message_waits_for_the_next():
    """A subscriber that waits gets the message when it is published."""
    hub, got = Hub(), []
    publish_at(2, hub, "a")
    publish_at(3.375, hub, "b")

    await cancelled_at(listen(hub, 1, got), 9)

    assert got == [("a", 2), ("b", 3.375)], (
        "A subscriber waited when a was published at 2 s and b at 3.375 s. It got "
        f"these, (message, second): {got}. Who wakes it?"
    )


async def test_only_while_one_is_subscribed():
    """What was published before the block does not come."""
    hub = Hub()

    hub.publish("early")
    block = hub.subscribe(9)
    hub.publish("before the block")
    async with block as messages:
        hub.publish("now")
        came = await all_of(messages)

    assert came == ["now"], (
        "'early' was published before subscribe() was called, 'before the block' after "
        f"that, and 'now' in the block. The subscriber got {came}. "
        "When does it become one?"
    )


async def test_a_subscriber_that_comes_later_does_not_get_it():
    """A subscriber that comes after a message does not get it, however soon."""
    hub = Hub()

    async with hub.subscribe(9) as ann:
        hub.publish("a")
        async with hub.subscribe(9) as bob:
            hub.publish("b")
            of_ann, of_bob = await all_of(ann), await all_of(bob)

    assert (of_ann, of_bob) == (["a", "b"], ["b"]), (
        "Bob came between a and b, and no task has run meanwhile. Ann got "
        f"{of_ann}, and Bob got {of_bob}. When does your hub hand a message on?"
    )


async def test_a_slow_one_loses_the_oldest():
    """A subscriber without room for a message misses the oldest that it has not got."""
    hub, alive = Hub(), weakref.WeakSet()

    async with hub.subscribe(3) as messages:
        hub.publish("0")
        await asyncio.sleep(1)
        for message in map(Message, range(1, 7)):
            alive.add(message)
            hub.publish(message)
        gc.collect()
        kept = sorted(alive)
        came = await all_of(messages)

    story = (
        "A subscriber has room for 3 messages. 0 was published, and 1 to 6 after 1 s."
    )
    assert came == ["4", "5", "6"], (
        f"{story} Right after that it began to read, and got {came}. "
        f"{'Where were more than 3' if len(came) > 3 else 'Which should be dropped'}?"
    )
    assert kept == came, (
        f"{story} Before it read any, these were still in memory: {kept}. "
        "When does your hub drop a message?"
    )


async def test_a_slow_one_holds_up_nobody():
    """Each one has room of its own: what one misses, another one gets."""
    hub = Hub()

    async with hub.subscribe(1) as slow, hub.subscribe(9) as quick:
        for message in "abcd":
            hub.publish(message)
        of_slow, of_quick = await all_of(slow), await all_of(quick)

    assert (of_slow, of_quick) == (["d"], [*"abcd"]), (
        "a, b, c and d were published. One subscriber has room for 1 message and got "
        f"{of_slow}, another has room for 9 and got {of_quick}. Whose room is whose?"
    )


async def test_others_do_not_notice_a_cancellation(clock):
    """A subscriber that is cancelled while it waits hears of it, and no other one."""
    hub, got = Hub(), []
    publish_at(1.5, hub, "a")

    first = asyncio.create_task(cancelled_at(listen(hub, 9, []), 1))
    await asyncio.sleep(0.5)
    bob = asyncio.create_task(listen(hub, 9, got), name="Bob")
    ann, heard = await first, clock.elapsed

    assert (ann.cancelled(), heard) == (True, 1), (
        f"Ann was cancelled at 1 s while she waited for a message. At {heard:g} s her "
        f"task ended{'' if ann.cancelled() else ', and was not cancelled'}. "
        "Where did her CancelledError go?"
    )
    assert not bob.done(), (
        "Ann and Bob waited for a message. Ann was cancelled, and Bob's task has ended "
        "as well. What did both of them wait for?"
    )
    async with hub.subscribe(9) as carl:
        of_carl = await all_of(carl)
    bob.cancel()
    await asyncio.wait([bob])
    assert (got, of_carl) == ([("a", 1.5)], ["a"]), (
        "Ann came, then Bob. Ann was cancelled at 1 s, Carl came, and a was published: "
        f"Bob got {got}, and Carl {of_carl}. How does your hub tell them apart?"
    )


@pytest.mark.parametrize(
    "how", ["at its end", "with an exception", "by a cancellation"]
)
async def test_a_subscriber_that_has_left_is_not_subscribed(how):
    """The hub keeps no message for a subscriber that has left, however it has left."""
    hub, iterators, error = Hub(), [], OSError("down")

    async def visit():
        async with hub.subscribe(9) as messages:
            iterators.append(messages)
            if how == "with an exception":
                raise error
            if how == "by a cancellation":
                await anext(messages)

    seen = await outcome_of(visit(), 1)
    kept = weakref.ref(message := Message("a"))
    hub.publish(message)
    del message
    gc.collect()

    assert kept() is None, (
        f"The only subscriber has left its block {how}, a message was published, "
        "and somebody keeps it. For whom?"
    )
    assert how != "with an exception" or seen is error, (
        f"{error!r} was raised in the block, and this came out of it: {seen!r}. "
        "What does your context manager do with an exception?"
    )


async def test_a_subscriber_that_gives_up_may_ask_again():
    """After a time-out, the next messages are still to come; there is room as ever."""
    hub = Hub()
    publish_at(3, hub, "old")
    publish_at(3.5, hub, "late")

    async with hub.subscribe(1) as messages:
        first = await all_of(messages)
        await asyncio.sleep(3)
        second = await all_of(messages)

    assert (first, second) == ([], ["late"]), (
        "A subscriber with room for 1 message waited for 1 s, gave up, and stayed in "
        "the block. 'old' came at 3 s, 'late' at 3.5 s, and then it asked again. It "
        f"got {first}, then {second}. What does a cancellation do to your iterator?"
    )


@pytest.mark.parametrize("steps", range(4))
async def test_a_message_that_comes_as_one_gives_up(steps):
    """A message that comes at the moment of the cancellation is not lost."""
    hub, got = Hub(), []

    async def wait_twice():
        async with hub.subscribe(9) as messages:
            with contextlib.suppress(asyncio.CancelledError):
                while True:
                    got.append(await anext(messages))
            asyncio.current_task().uncancel()
            got.extend(await all_of(messages))

    task = asyncio.create_task(wait_twice())
    await asyncio.sleep(1)
    hub.publish("a")
    hub.publish("b")
    for _ in range(steps):
        await asyncio.sleep(0)
    task.cancel()
    await task

    assert got == ["a", "b"], (
        "A subscriber waited. a and b were published, and it was cancelled, "
        f"{steps} turns of the loop later. It stayed in the block, asked again, and "
        f"got {got} in all. Who had the other one?"
    )


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
        got += await all_of(messages)

    expected += window
    assert got == expected, (
        f"A subscriber has room for {maxsize}. A number is published, or it takes one: "
        f"{story}, then all that is left. It should get {expected}, and got {got}. "
        "What was dropped, or came twice?"
    )
