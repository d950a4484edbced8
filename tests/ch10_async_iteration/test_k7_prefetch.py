"""Read ahead, never too far, and closed in time."""

import asyncio
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.schedules import cancellations, latencies
from dojo.timeline import Bar, timeline
from katas.ch10_async_iteration.k7_prefetch import prefetch


class Pictures:
    """A source that takes a while for each item; it keeps a record."""

    def __init__(self, clock, *waits, error=None, closing_takes=0):
        self.asked = 0
        self.read = 0
        self.tasks = []
        self.closed_in = None
        self._clock = clock
        self._waits = waits
        self._error = error
        self._closing_takes = closing_takes

    async def items(self):
        """Yield the numbers from 0 on."""
        try:
            for number, seconds in enumerate(self._waits):
                self.asked += 1
                self.tasks.append(asyncio.current_task())
                with timeline.working(Bar(f"read {number}", self._clock.elapsed)):
                    await asyncio.sleep(seconds)
                self.read += 1
                yield number
            self.tasks.append(asyncio.current_task())
            if self._error:
                raise self._error
        finally:
            try:
                await asyncio.sleep(self._closing_takes)
            finally:
                self.closed_in = asyncio.current_task()


async def show(clock, source, n, takes):
    """Show all items; each takes a while. Return when each was there."""
    times = []
    async for number in prefetch(source.items(), n):
        times.append(clock.elapsed)
        with timeline.working(Bar(f"show {number}", clock.elapsed)):
            await asyncio.sleep(takes[number])
    return times


def assert_closed(source):
    """Look whether the source was closed by the task that used it."""
    assert source.closed_in is not None, "It is over, and the source is still open."
    assert source.closed_in is source.tasks[-1], (
        "The source was closed in another task than the one that has read it."
    )


async def test_the_items_in_order(clock):
    """All items, and then the end."""
    source = Pictures(clock, 2, 1, 0)

    assert [item async for item in prefetch(source.items(), 2)] == [0, 1, 2]

    assert_closed(source)


async def test_an_empty_source(clock):
    """It ends at once."""
    assert [item async for item in prefetch(Pictures(clock).items(), 2)] == []


@pytest.mark.parametrize("item", [None, False, (), OSError("an item, not an error")])
async def test_any_item_is_an_item(item):
    """None is no end, and an exception may be an item."""

    async def two():
        yield item
        yield item

    assert [seen async for seen in prefetch(two(), 1)] == [item, item]


async def test_it_reads_while_the_consumer_works(clock):
    """Reading and showing go on at the same time."""
    source = Pictures(clock, 2, 2, 2)

    times = await show(clock, source, 2, [2, 2, 2])

    assert times == [2, 4, 6], (
        f"To read takes 2 s, and so does to show. The items were there at {times} s. "
        "What does the source do while one is shown?"
    )


async def test_a_slow_start_is_made_up(clock):
    """What was read ahead is there at once."""
    source = Pictures(clock, 1, 1, 1, 1)

    times = await show(clock, source, 3, [9, 0, 0, 0])

    assert times == [1, 10, 10, 10]


async def test_nothing_begins_before_somebody_asks(clock):
    """To have made it starts nothing."""
    source = Pictures(clock, 0)
    ready = prefetch(source.items(), 2)

    await asyncio.sleep(5)
    before = source.asked
    async for _ in ready:
        pass

    assert before == 0


@pytest.mark.parametrize("n", [1, 2, 5])
async def test_not_too_far_ahead(n, clock):
    """While nobody asks, n items are ready, and perhaps one more is in hand."""
    source = Pictures(clock, *[1] * 20)

    async with contextlib.aclosing(prefetch(source.items(), n)) as ready:
        await anext(ready)
        await asyncio.sleep(60)
        ahead = source.read - 1

    assert n <= ahead <= n + 1, (
        f"One item was taken, and {n} may be read ahead. After a minute {ahead} had "
        "been read. Who holds the source up?"
    )


async def test_a_failure_keeps_its_place(clock):
    """The items before it come first."""
    error = OSError("bad block")
    source = Pictures(clock, 1, 1, error=error)
    ready = prefetch(source.items(), 5)

    first = await anext(ready)
    await asyncio.sleep(9)
    second = await anext(ready)
    with pytest.raises(OSError) as caught:
        await anext(ready)

    assert (first, second) == (0, 1)
    assert caught.value is error
    assert_closed(source)


async def test_after_a_failure_it_has_ended(clock):
    """There is nothing more."""
    ready = prefetch(Pictures(clock, error=OSError("bad block")).items(), 2)

    with pytest.raises(OSError, match="bad block"):
        await anext(ready)
    with pytest.raises(StopAsyncIteration):
        await anext(ready)


@pytest.mark.parametrize("seconds", [0, 2, 60])
async def test_closed_in_the_middle(seconds, clock):
    """Whether the source is at work or waits: when aclose returns, it is closed."""
    source = Pictures(clock, 1, 9, 1, 1, closing_takes=3)
    ready = prefetch(source.items(), 1)
    await anext(ready)
    await asyncio.sleep(seconds)

    await ready.aclose()

    assert_closed(source)
    assert clock.elapsed == 1 + seconds + 3


async def test_the_consumer_is_cancelled(clock):
    """Then the source is closed too."""
    source = Pictures(clock, 1, 9)

    async def consume():
        async with contextlib.aclosing(prefetch(source.items(), 2)) as ready:
            async for _ in ready:
                pass

    task = asyncio.create_task(consume())
    await asyncio.sleep(3)
    task.cancel()
    await asyncio.wait([task])

    assert task.cancelled(), "The consumer was cancelled, and never heard of it."
    assert_closed(source)


@given(cancellation=cancellations(least=1, most=6), n=st.integers(1, 2))
async def test_it_may_be_cancelled_anywhere(cancellation, n, clock):
    """Wherever the consumer is cancelled, the source is closed."""
    source = Pictures(clock, 1, 2, 1)

    async def consume():
        async with contextlib.aclosing(prefetch(source.items(), n)) as ready:
            async for _ in ready:
                await asyncio.sleep(1)

    await cancellation.of(consume())

    assert source.closed_in is not None or not source.asked, (
        "It was cancelled, and the source is still open."
    )


def seconds_for(reads, shows, room):
    """Return how long it takes where so many items may be read and not yet taken."""
    read, taken = [], []
    for number, (reading, _) in enumerate(zip(reads, shows, strict=True)):
        begins = read[-1] if read else 0
        if number >= room:
            begins = max(begins, taken[number - room])
        read.append(begins + reading)
        asked = taken[-1] + shows[number - 1] if taken else 0
        taken.append(max(asked, read[-1]))
    return taken[-1] + shows[-1] if taken else 0


@given(
    both=st.lists(st.tuples(latencies(4), latencies(4)), max_size=7),
    n=st.integers(1, 3),
)
async def test_any_times(both, n, clock):
    """It takes as long as the slower side makes it, with n places in between."""
    reads, shows = [r for r, _ in both], [s for _, s in both]

    await show(clock, Pictures(clock, *reads), n, shows)

    fastest, slowest = (seconds_for(reads, shows, room) for room in (n + 1, n))
    assert fastest <= clock.elapsed <= slowest, (
        f"To read takes {reads} s, to show {shows} s, {n} may be ready. It took "
        f"{clock.elapsed:g} s, and {slowest:g} s are enough. Who waited for whom?"
    )
