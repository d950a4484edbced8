"""The first few, nothing more, and the source is closed."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.schedules import cancellations, cancelled_at
from katas.ch10_async_iteration.k3_take import take


class Rows:
    """A source of rows that keeps a record."""

    def __init__(self, items, takes=0, error=None, closing_takes=0):
        self.items = items
        self.asked = 0
        self.closed_in = None
        self._takes = takes
        self._error = error
        self._closing_takes = closing_takes

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
            try:
                await asyncio.sleep(self._closing_takes)
            finally:
                self.closed_in = asyncio.current_task()


def assert_closed(source):
    """Look whether the task of the test has closed the source."""
    assert source.closed_in is not None, (
        "It has returned, and the source is still open: it holds its connection. "
        "Who closes it?"
    )
    assert source.closed_in is asyncio.current_task(), (
        "The source was closed in another task. Who awaits its end?"
    )


async def test_the_first_few():
    """The first n items, in order."""
    source = Rows("abcde")

    assert await take(source.rows(), 3) == ["a", "b", "c"]


async def test_no_item_too_many():
    """It does not ask for an item that it does not return."""
    source = Rows("abcde")

    await take(source.rows(), 3)

    assert source.asked == 3, (
        f"3 items were wanted, and the source was asked {source.asked} times. "
        "When do you know that you have enough?"
    )


async def test_the_source_is_closed():
    """When it returns, the source has been closed, in the same task."""
    source = Rows("abcde")
    generator = source.rows()

    await take(generator, 3)

    assert_closed(source)


async def test_it_waits_until_the_source_is_closed(clock):
    """What the source does at its end takes a while."""
    source = Rows("abcde", closing_takes=2)

    await take(source.rows(), 3)

    assert_closed(source)
    assert clock.elapsed == 2


async def test_fewer_than_wanted():
    """Where the source ends early, all of its items are returned."""
    source = Rows("ab")

    assert await take(source.rows(), 3) == ["a", "b"]

    assert_closed(source)


async def test_just_as_many():
    """The source is not asked whether there is more."""
    source = Rows("abc")
    generator = source.rows()

    assert await take(generator, 3) == ["a", "b", "c"]

    assert source.asked == 3
    assert_closed(source)


async def test_none_of_them():
    """Where nothing is wanted, nothing is asked for, and it is closed all the same."""
    source = Rows("abc")
    generator = source.rows()

    assert await take(generator, 0) == []

    assert source.asked == 0, "0 items were wanted, and the source was asked for one."
    with pytest.raises(StopAsyncIteration):
        await anext(generator)
    assert source.asked == 0, "0 items were taken, and the source gives items still."


async def test_what_the_source_raises():
    """An exception of the source comes out."""
    source = Rows("ab", error=OSError("connection lost"))

    with pytest.raises(OSError, match="connection lost"):
        await take(source.rows(), 3)

    assert_closed(source)


async def test_cancelled_while_it_waits():
    """Who is cancelled closes the source too."""
    source = Rows("abc", takes=2, closing_takes=1)

    task = await cancelled_at(take(source.rows(), 3), 3)

    assert task.cancelled()
    assert source.closed_in is task, "It was cancelled, and the source is still open."


@given(cancellation=cancellations(least=1, most=4))
async def test_it_may_be_cancelled_anywhere(cancellation):
    """Wherever it is cancelled, the source has been closed."""
    source = Rows("abc", takes=1)

    await cancellation.of(take(source.rows(), 2))

    assert source.closed_in is not None, "It has ended, and the source is still open."


@given(items=st.lists(st.integers(), max_size=6), n=st.integers(0, 8))
async def test_any_items_and_any_number(items, n):
    """The first n, asked for one by one."""
    source = Rows(items)
    generator = source.rows()

    assert await take(generator, n) == items[:n]

    assert source.asked == min(n, len(items) + 1)
    if n:
        assert_closed(source)
    with pytest.raises(StopAsyncIteration):
        await anext(generator)
