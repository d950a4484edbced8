"""Everybody hears everything, and nobody holds up the others."""

import asyncio
import inspect

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dojo.schedules import orders
from dojo.scripts import scripts
from katas.ch09_queues.k6_event_hub import Hub


async def take(messages, count):
    """Take that many messages."""
    return [await anext(messages) for _ in range(count)]


async def is_empty(messages):
    """Tell whether nothing comes for a while."""
    try:
        async with asyncio.timeout(1):
            await anext(messages)
    except TimeoutError:
        return True
    return False


async def test_messages_come_in_order():
    """As they were published."""
    hub = Hub()
    async with hub.subscribe(9) as messages:
        for message in "abc":
            hub.publish(message)

        assert await take(messages, 3) == ["a", "b", "c"]


async def test_it_is_an_iterator():
    """`async for` takes one message after another."""
    hub, seen = Hub(), []
    async with hub.subscribe(9) as messages:
        hub.publish("a")
        hub.publish("b")
        async for message in messages:
            seen.append(message)
            if len(seen) == 2:
                break

    assert seen == ["a", "b"]


async def test_everybody_hears_everything():
    """Each message goes to all of them."""
    hub = Hub()
    async with hub.subscribe(9) as one, hub.subscribe(9) as other:
        hub.publish("a")
        hub.publish("b")

        assert await asyncio.wait_for(take(one, 2), 1) == ["a", "b"]
        assert await asyncio.wait_for(take(other, 2), 1) == ["a", "b"], (
            "Two have subscribed, and the second one did not hear everything."
        )


async def test_who_waits_is_woken(clock):
    """A message is there as soon as it is published."""
    hub = Hub()
    async with hub.subscribe(1) as messages:
        asyncio.get_running_loop().call_later(3, hub.publish, "a")

        assert await anext(messages) == "a"
        assert clock.elapsed == 3


async def test_only_what_is_published_meanwhile():
    """What was published before is not heard, nor what comes afterwards."""
    hub = Hub()
    hub.publish("before")
    async with hub.subscribe(9) as messages:
        hub.publish("meanwhile")
    hub.publish("afterwards")

    async with hub.subscribe(9) as later:
        assert await is_empty(later), (
            "Somebody hears what was published before it came."
        )
    assert await anext(messages) == "meanwhile"
    assert await is_empty(messages), "Somebody has left, and hears what comes after."


@pytest.mark.parametrize("maxsize", [1, 2, 3])
async def test_a_slow_one_loses_the_oldest(maxsize):
    """At most maxsize messages are kept, and those are the newest."""
    hub = Hub()
    async with hub.subscribe(maxsize) as messages:
        for number in range(5):
            hub.publish(number)

        seen = await asyncio.wait_for(take(messages, maxsize), 1)
        assert seen == list(range(5))[-maxsize:], (
            f"0 to 4 were published, {maxsize} are kept, and these came: {seen}."
        )
        assert await is_empty(messages)


async def test_to_publish_takes_no_time():
    """It is no coroutine function, and it waits for nobody."""
    hub = Hub()
    async with hub.subscribe(1):
        results = [hub.publish(number) for number in range(5)]

    assert not any(map(inspect.isawaitable, results)), (
        "Who publishes has to await something. What does it wait for?"
    )


async def test_a_slow_one_holds_up_nobody():
    """The others hear everything."""
    hub = Hub()
    async with hub.subscribe(1), hub.subscribe(9) as quick:
        for number in range(5):
            hub.publish(number)

        assert await asyncio.wait_for(take(quick, 5), 1) == [0, 1, 2, 3, 4]


async def test_nobody_listens():
    """Then nothing happens."""
    Hub().publish("a")


@pytest.mark.parametrize("message", [None, False, "", StopAsyncIteration])
async def test_any_message(message):
    """None is a message too."""
    hub = Hub()
    async with hub.subscribe(1) as messages:
        hub.publish(message)

        assert await asyncio.wait_for(anext(messages), 1) is message


async def test_who_leaves_with_an_exception_has_left():
    """A hub does not collect messages for those who are gone."""
    hub = Hub()
    kept = []

    async def listen():
        async with hub.subscribe(1) as messages:
            kept.append(messages)
            raise OSError("no network")

    with pytest.raises(OSError, match="no network"):
        await listen()
    hub.publish("afterwards")

    assert await is_empty(kept[0])


async def test_who_leaves_disturbs_nobody():
    """Somebody leaves while others listen."""
    hub = Hub()
    async with hub.subscribe(9) as staying:
        async with hub.subscribe(9):
            hub.publish("a")
        hub.publish("b")

        assert await asyncio.wait_for(take(staying, 2), 1) == ["a", "b"]


async def test_cancelled_while_it_waits():
    """Who gives up waiting loses no message."""
    hub = Hub()
    async with hub.subscribe(9) as messages:
        waiting = asyncio.create_task(take(messages, 1))
        await asyncio.sleep(1)
        waiting.cancel()
        await asyncio.wait([waiting])
        hub.publish("a")
        hub.publish("b")

        assert await asyncio.wait_for(take(messages, 2), 1) == ["a", "b"], (
            "Somebody gave up waiting, and the next message is gone. Who has got it?"
        )


async def test_cancelled_when_the_message_comes():
    """Also at the moment at which one is published."""
    hub = Hub()
    async with hub.subscribe(9) as messages:
        waiting = asyncio.create_task(take(messages, 1))
        await asyncio.sleep(1)
        hub.publish("a")
        waiting.cancel()
        await asyncio.wait([waiting])
        hub.publish("b")

        taken = [] if waiting.cancelled() else waiting.result()
        rest = await asyncio.wait_for(take(messages, 2 - len(taken)), 1)
        assert taken + rest == ["a", "b"]


@given(
    plan=st.lists(st.integers(0, 3), max_size=12),
    maxsize=st.integers(1, 3),
)
async def test_any_reader(plan, maxsize):
    """Between any two messages, the newest maxsize wait to be taken."""
    hub, kept = Hub(), []
    async with hub.subscribe(maxsize) as messages:
        for number, takes in enumerate(plan):
            hub.publish(number)
            kept = [*kept, number][-maxsize:]
            count = min(takes, len(kept))
            taken, kept = kept[:count], kept[count:]
            assert await take(messages, count) == taken
        assert await take(messages, len(kept)) == kept


@given(order=orders(), sizes=st.lists(st.integers(1, 3), max_size=3))
async def test_in_any_order(order, sizes):
    """In any order of steps each hears what it keeps up with, in order, to the last."""
    hub, heard = Hub(), []

    async def listen(maxsize):
        own = []
        heard.append(own)
        async with hub.subscribe(maxsize) as messages:
            async for message in messages:
                own.append(message)
                if message == 4:
                    return

    with order:
        listening = [asyncio.create_task(listen(size)) for size in sizes]
        await asyncio.sleep(1)
        for number in range(5):
            hub.publish(number)
            await asyncio.sleep(0)
        if listening:
            await asyncio.wait(listening, timeout=1)

    for own in heard:
        assert own == sorted(set(own)), f"One of them heard {own}."
        assert own[-1:] == [4], f"The last message was 4, and one of them heard {own}."


class Room:
    """The books of a hub: who listens, and what each should have heard."""

    def __init__(self):
        self.hub = Hub()
        self.published = 0
        self.listeners = []

    async def listen(self, maxsize):
        """Subscribe, and take all messages, until somebody cancels this."""
        own = {"maxsize": maxsize, "heard": [], "since": None}
        async with self.hub.subscribe(maxsize) as messages:
            self.listeners.append(own)
            try:
                async for message in messages:
                    own["heard"].append(message)
            finally:
                self.listeners.remove(own)

    async def publish(self, count):
        """Publish some messages at once."""
        for _ in range(count):
            self.hub.publish(self.published)
            self.published += 1

    def at_rest(self, waiting):
        """Each has heard the newest of what came since it was looked at last."""
        for own in self.listeners:
            heard = own["heard"]
            assert heard == sorted(set(heard)), f"One of them heard {heard}."
            if own["since"] is not None:
                newest = range(own["since"], self.published)[-own["maxsize"] :]
                assert set(newest) <= set(heard), (
                    f"There is room for {own['maxsize']}, {list(newest)} were the "
                    f"newest, and one of them heard {heard}."
                )
            own["since"] = self.published


@settings(max_examples=80)
@given(
    script=scripts(
        listen=st.tuples(st.integers(1, 2)), publish=st.tuples(st.integers(1, 3))
    )
)
async def test_it_is_what_its_model_says(script):
    """Whoever comes, publishes, or is cancelled: the newest are heard."""
    await script.play(Room())
