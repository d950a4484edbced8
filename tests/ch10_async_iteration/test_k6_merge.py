"""Each item as soon as it is there, and nothing is left open."""

import asyncio
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.schedules import cancellations, latencies
from katas.ch10_async_iteration.k6_merge import merge


class News:
    """A source that gives a message after each of some waits; it keeps a record."""

    def __init__(self, name, *waits, error=None, closing_takes=0):
        self.name = name
        self.asked = 0
        self.is_open = None
        self._waits = waits
        self._error = error
        self._closing_takes = closing_takes

    async def messages(self):
        """Yield messages such as a0."""
        self.is_open = True
        try:
            for number, seconds in enumerate(self._waits):
                self.asked += 1
                await asyncio.sleep(seconds)
                yield f"{self.name}{number}"
            if self._error:
                raise self._error
        finally:
            try:
                await asyncio.sleep(self._closing_takes)
            finally:
                self.is_open = False


async def arrivals(clock, *sources):
    """Read all; return each message with its second."""
    merged = merge(*(source.messages() for source in sources))
    return [(message, clock.elapsed) async for message in merged]


def assert_closed(*sources):
    """Look whether all sources are closed."""
    still = [source.name for source in sources if source.is_open]
    assert not still, f"It is over, and these sources are still open: {still}."


async def test_each_message_as_soon_as_it_is_there(clock):
    """In the order in which they arrive, whatever source they are from."""
    seen = await arrivals(clock, News("a", 1, 3), News("b", 2, 1))

    assert seen == [("a0", 1), ("b0", 2), ("b1", 3), ("a1", 4)], (
        f"Source a has messages at 1 and 4 s, b at 2 and 3 s. This came: {seen}."
    )


async def test_no_sources():
    """It ends at once."""
    assert [item async for item in merge()] == []


async def test_sources_that_end(clock):
    """The others go on; some may be empty."""
    seen = await arrivals(clock, News("a"), News("b", 1), News("c", 2, 2), News("d"))

    assert seen == [("b0", 1), ("c0", 2), ("c1", 4)]


@pytest.mark.parametrize("item", [None, False, (), OSError("an item, not an error")])
async def test_any_item_is_an_item(item):
    """None is no end, and an exception may be an item."""

    async def one():
        yield item

    assert [seen async for seen in merge(one(), one())] == [item, item]


async def test_nothing_begins_before_somebody_asks():
    """To have made it starts nothing."""
    source = News("a", 0)
    merged = merge(source.messages())

    await asyncio.sleep(5)
    before = source.asked
    async for _ in merged:
        pass

    assert before == 0


async def test_a_slow_consumer_holds_them_up():
    """While nobody asks, at most two items of each source are read ahead."""
    sources = News("a", *[0] * 50), News("b", *[0] * 50)

    async with contextlib.aclosing(merge(*(s.messages() for s in sources))) as merged:
        first = await anext(merged)
        await asyncio.sleep(60)
        asked = [source.asked for source in sources]

    most = [3 if first.startswith(source.name) else 2 for source in sources]
    assert all(n <= most_ for n, most_ in zip(asked, most, strict=True)), (
        f"One message was taken, and the sources were asked for {asked} messages. "
        "Where are all those?"
    )


async def test_a_failure_comes_out(clock):
    """What came before it comes first; then all is closed."""
    error = OSError("connection lost")
    sources = News("a", 1, 1, error=error), News("b", 1.5, 9)
    merged = merge(*(source.messages() for source in sources))
    seen = [await anext(merged) for _ in range(3)]

    with pytest.raises(OSError) as caught:
        await anext(merged)

    assert seen == ["a0", "b0", "a1"]
    assert caught.value is error
    assert clock.elapsed == 2
    assert_closed(*sources)


async def test_after_a_failure_it_has_ended():
    """There is nothing more."""
    sources = News("a", error=OSError("connection lost")), News("b", 9)
    merged = merge(*(source.messages() for source in sources))

    with pytest.raises(OSError, match="connection lost"):
        await anext(merged)
    with pytest.raises(StopAsyncIteration):
        await anext(merged)


async def test_a_failure_waits_for_the_others_to_close(clock):
    """They have finished what they do at their end."""
    sources = (
        News("a", error=OSError("connection lost")),
        News("b", 9, closing_takes=2),
    )
    merged = merge(*(source.messages() for source in sources))

    with pytest.raises(OSError, match="connection lost"):
        await anext(merged)

    assert clock.elapsed == 2
    assert_closed(*sources)


async def test_closed_in_the_middle(clock):
    """When aclose returns, all sources have been closed."""
    sources = News("a", 1, 9), News("b", 1, 0, 0, 0), News("c", 9, closing_takes=2)

    async with contextlib.aclosing(merge(*(s.messages() for s in sources))) as merged:
        await anext(merged)

    assert_closed(*sources)
    assert clock.elapsed == 3


async def test_the_consumer_is_cancelled():
    """Then all sources are closed too."""
    sources = News("a", 1, 9), News("b", 5)

    async def consume():
        async with contextlib.aclosing(merge(*(s.messages() for s in sources))) as all_:
            async for _ in all_:
                pass

    task = asyncio.create_task(consume())
    await asyncio.sleep(2)
    task.cancel()
    await asyncio.wait([task])

    assert task.cancelled(), "The consumer was cancelled, and never heard of it."
    assert_closed(*sources)


@given(cancellation=cancellations(least=1, most=5))
async def test_it_may_be_cancelled_anywhere(cancellation):
    """Wherever the consumer is cancelled, all sources are closed."""
    sources = News("a", 1, 2), News("b", 2, 2)

    async def consume():
        async with contextlib.aclosing(merge(*(s.messages() for s in sources))) as all_:
            async for _ in all_:
                await asyncio.sleep(0.25)

    await cancellation.of(consume())

    assert_closed(*sources)


@given(waits=st.lists(st.lists(latencies(4), max_size=4), max_size=4))
async def test_any_sources(waits, clock):
    """All items, each at the second at which it arrives, those of a source in order."""
    sources = [News("abcd"[n], *seconds) for n, seconds in enumerate(waits)]
    expected = sorted(
        (sum(seconds[: number + 1]), f"{source.name}{number}")
        for source, seconds in zip(sources, waits, strict=True)
        for number in range(len(seconds))
    )

    seen = await arrivals(clock, *sources)

    assert sorted((at, message) for message, at in seen) == expected
    for source, seconds in zip(sources, waits, strict=True):
        own = [message for message, _ in seen if message.startswith(source.name)]
        assert own == [f"{source.name}{number}" for number in range(len(seconds))]
    assert_closed(*sources)
