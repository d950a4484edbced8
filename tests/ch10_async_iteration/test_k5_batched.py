"""Full lists, a rest, and the source is closed with them."""

import asyncio
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from katas.ch10_async_iteration.k5_batched import batched


class Rows:
    """A source of rows that keeps a record."""

    def __init__(self, items, takes=0, error=None):
        self.items = items
        self.asked = 0
        self.closed_in = None
        self._takes = takes
        self._error = error

    async def rows(self):
        """Yield the rows."""
        try:
            for item in self.items:
                self.asked += 1
                await asyncio.sleep(self._takes)
                yield item
            self.asked += 1
            if self._error:
                raise self._error
        finally:
            await asyncio.sleep(0)
            self.closed_in = asyncio.current_task()


async def all_of(source, n):
    """Return all lists."""
    return [batch async for batch in batched(source.rows(), n)]


def assert_closed(source):
    """Look whether the task of the test has closed the source."""
    assert source.closed_in is not None, (
        "It was closed, and the source is still open: it holds its connection. "
        "Who closes it?"
    )
    assert source.closed_in is asyncio.current_task(), (
        "The source was closed in another task. Who awaits its end?"
    )


async def test_full_lists_and_a_rest():
    """The last list may be shorter."""
    assert await all_of(Rows("abcde"), 2) == [["a", "b"], ["c", "d"], ["e"]]


async def test_no_empty_list_at_the_end():
    """Where the last list is full, it is the last."""
    assert await all_of(Rows("abcd"), 2) == [["a", "b"], ["c", "d"]]


async def test_an_empty_source():
    """No items: no lists."""
    assert await all_of(Rows(""), 3) == []


async def test_one_by_one():
    """Lists of one item."""
    assert await all_of(Rows("ab"), 1) == [["a"], ["b"]]


async def test_each_list_is_its_own():
    """The consumer keeps a list, and changes another one."""
    kept = []
    async for batch in batched(Rows("abcd").rows(), 2):
        kept.append(batch)
        kept[0].append("!")

    assert kept == [["a", "b", "!", "!"], ["c", "d"]], (
        f"The consumer put something into the first list. The lists are {kept} now. "
        "How many lists did you make?"
    )


async def test_it_asks_for_no_more_than_a_list():
    """Nothing is read ahead."""
    source = Rows("abcde")

    async with contextlib.aclosing(batched(source.rows(), 2)) as batches:
        asked_before = source.asked
        await anext(batches)
        asked = source.asked

    assert (asked_before, asked) == (0, 2), (
        f"Before the first list of 2 the source was asked {asked_before} times, after "
        f"it {asked} times. Who needs those items?"
    )


async def test_a_list_is_there_when_its_last_item_is(clock):
    """It does not wait for the item after it."""
    times = []

    async for _ in batched(Rows("abc", takes=2).rows(), 2):
        times.append(clock.elapsed)

    assert times == [4, 6]


async def test_closed_in_the_middle():
    """The source is closed with it, in the same task."""
    source = Rows("abcde")
    rows = source.rows()
    batches = batched(rows, 2)

    await anext(batches)
    await batches.aclose()

    assert_closed(source)


async def test_a_consumer_that_fails():
    """Who leaves the block with an exception closes the source."""
    source = Rows("abcde")
    rows = source.rows()

    async def consume():
        async with contextlib.aclosing(batched(rows, 2)) as batches:
            async for _ in batches:
                raise ValueError("disk full")

    with pytest.raises(ValueError, match="disk full"):
        await consume()

    assert_closed(source)


async def test_what_the_source_raises():
    """After the lists before; an unfinished list is dropped."""
    source = Rows("abc", error=OSError("connection lost"))
    batches = aiter(batched(source.rows(), 2))

    assert await anext(batches) == ["a", "b"]
    with pytest.raises(OSError, match="connection lost"):
        await anext(batches)

    assert_closed(source)


async def test_cancelled_while_it_waits():
    """The source is closed when the consumer is cancelled."""
    source = Rows("abcde", takes=2)
    rows = source.rows()

    async def consume():
        async with contextlib.aclosing(batched(rows, 2)) as batches:
            async for _ in batches:
                pass

    task = asyncio.create_task(consume())
    await asyncio.sleep(5)
    task.cancel()
    await asyncio.wait([task])

    assert task.cancelled()
    assert source.closed_in is task, "It was cancelled, and the source is still open."


@given(
    items=st.lists(st.integers(), max_size=9),
    n=st.integers(1, 4),
    taken=st.integers(1, 9),
)
async def test_any_items_and_any_size(items, n, taken):
    """All items in order, in full lists but the last; closed after any of them."""
    expected = [items[place : place + n] for place in range(0, len(items), n)]
    source, seen = Rows(items), []
    rows = source.rows()

    async with contextlib.aclosing(batched(rows, n)) as batches:
        async for batch in batches:
            seen.append(batch)
            if len(seen) == taken:
                break

    assert seen == expected[:taken]
    assert_closed(source)
