"""The first items come out, and the source is closed behind them."""

import asyncio
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, cancellations, cancelled_at
from katas.ch10_async_iteration.k3_take import take


class Table:
    """Its rows are read through a connection, which is open until they are closed."""

    def __init__(self, *rows, takes=1, cleanup=0):
        self.read = FakeService(takes=takes, name="read")
        self.give_back = FakeService(takes=cleanup, name="give_back")
        self.is_open = False
        self.tasks = []
        self._rows = rows

    async def rows(self):
        """Yield each row; the end takes as long as a row."""
        self.is_open = True
        try:
            for row in self._rows:
                yield await self._reading(row)
            await self._reading("the end")
        finally:
            self.tasks.append(asyncio.current_task())
            try:
                await self.give_back("connection")
            finally:
                self.is_open = False

    async def _reading(self, row):
        self.tasks.append(asyncio.current_task())
        return await self.read(row)


@contextlib.asynccontextmanager
async def closed_at_the_end(rows):
    """Close a generator after a test that does not ask whether it was closed."""
    try:
        yield rows
    finally:
        # It cannot be closed where somebody still asks it.
        with contextlib.suppress(RuntimeError):
            await rows.aclose()


async def test_the_first_items_come_in_order():
    """The first `n` items are returned, in order."""
    async with closed_at_the_end(Table("a", "b", "c", "d").rows()) as rows:
        assert await take(rows, 3) == ["a", "b", "c"]


async def test_there_may_be_fewer():
    """Where the source has fewer items, all of them are returned."""
    for n in (3, 4, 99):
        async with closed_at_the_end(Table("a", "b", "c").rows()) as rows:
            assert await take(rows, n) == ["a", "b", "c"]


async def test_an_item_may_be_anything():
    """None, 0 and an empty string are items like any other."""
    async with closed_at_the_end(Table(None, 0, "", None, "e").rows()) as rows:
        assert await take(rows, 4) == [None, 0, "", None]


async def test_nothing_more_is_asked_for(clock):
    """It asks for no item, and no end, that is not needed."""
    table = Table("a", "b", "c")

    async with closed_at_the_end(table.rows()) as rows:
        await take(rows, 2)
    async with closed_at_the_end(table.rows()) as rows:
        await take(rows, 3)

    assert table.read.keys == ["a", "b", "a", "b", "c"], (
        "Two rows of three were taken, and then three of three; these were read: "
        f"{table.read.keys}. Which of them did nobody need?"
    )
    assert clock.elapsed == 5


async def test_the_source_is_closed():
    """When the items are returned, the source has been closed."""
    table = Table("a", "b", "c", "d")
    rows = table.rows()

    await take(rows, 2)

    assert not table.is_open, (
        "It returned two of four rows, and the connection was still open. "
        "When does the generator go on from its `yield`?"
    )


async def test_it_waits_while_the_source_cleans_up(clock):
    """Where the source takes a while to clean up, this waits for it."""
    table = Table("a", "b", "c", cleanup=4)
    rows = table.rows()

    await take(rows, 2)

    assert (table.is_open, clock.elapsed) == (False, 6), (
        "Two rows took 1 s each, and giving the connection back takes 4 s. It returned "
        f"after {clock.elapsed:g} s, and the connection was "
        f"{'still open' if table.is_open else 'closed'}. Who waits for the cleaning up?"
    )


async def test_none_of_them(clock):
    """With an `n` of 0 the list is empty, and the source is not asked."""
    table = Table("a", "b")

    async with closed_at_the_end(table.rows()) as rows:
        taken = await take(rows, 0)

    assert (taken, table.read.keys) == ([], []), (
        f"With an n of 0 it returned {taken}, and these rows were read: "
        f"{table.read.keys}. When do you ask whether there are enough?"
    )
    assert clock.elapsed == 0


async def test_with_none_of_them_the_source_is_closed_too():
    """With an `n` of 0 the source has been closed: nobody gets an item out of it."""
    async with closed_at_the_end(Table("a", "b").rows()) as rows:
        await take(rows, 0)

        rest = [row async for row in rows]

    assert rest == [], (
        "With an n of 0 it returned, and after that these rows came out of the source: "
        f"{rest}. Who has closed it?"
    )


async def test_all_of_it_happens_in_one_task():
    """The source is asked, and closed, in the task that calls this."""
    table = Table("a", "b", "c")
    rows = table.rows()

    await take(rows, 2)

    tasks = [task is asyncio.current_task() for task in table.tasks]
    assert tasks == [True] * 3, (
        "The source was asked twice and closed once. Was this in the task of the "
        f"caller? {tasks}. Who else takes part?"
    )


async def test_an_error_of_the_source_comes_out():
    """What the source raises instead of an item comes out, and it is closed."""
    error = OSError("the table is gone")
    table = Table("a", error, "c")
    rows = table.rows()

    with pytest.raises(OSError, match="gone") as caught:
        await take(rows, 3)

    assert caught.value is error
    assert not table.is_open


async def test_an_error_while_it_is_closed_comes_out():
    """What the source raises while it is closed comes out too."""
    table = Table("a", "b", "c")
    table.give_back.answers = {"connection": OSError("connection lost")}
    rows = table.rows()

    with pytest.raises(OSError, match="connection lost"):
        await take(rows, 2)


async def test_a_cancellation_closes_the_source(clock):
    """A caller that is cancelled hears of it when the source has been closed."""
    table = Table("a", "b", "c", takes=4, cleanup=3)
    rows = table.rows()

    task = await cancelled_at(take(rows, 3), 6)

    assert task.cancelled(), (
        "It was cancelled at 6 s, and never heard of it. Where did the "
        "CancelledError end?"
    )
    assert (table.is_open, clock.elapsed) == (False, 9), (
        "It was cancelled at 6 s, and giving the connection back takes 3 s. It ended "
        f"after {clock.elapsed:g} s, and the connection was "
        f"{'still open' if table.is_open else 'closed'}. Who waits for the cleaning up?"
    )


async def test_a_cancellation_while_the_source_is_closed(clock):
    """A cancellation that comes while the source is being closed is not lost."""
    table = Table("a", "b", "c", cleanup=9)
    rows = table.rows()

    task = await cancelled_at(take(rows, 2), 5)

    assert task.cancelled(), (
        "It was cancelled at 5 s, while the connection was being given back, and never "
        "heard of it. Where did the CancelledError end?"
    )
    assert (table.is_open, clock.elapsed) == (False, 5)


@given(cancellation=cancellations(least=1, most=5))
async def test_it_may_be_cancelled_anywhere(cancellation):
    """Wherever it is cancelled, the source has been closed when it ends."""
    table = Table("a", "b", "c", "d", cleanup=1)
    rows = table.rows()

    task = await cancellation.of(take(rows, 3))

    assert not table.is_open, "It has ended, and the connection is open. Who closes it?"
    assert task.cancelled() == (cancellation.point <= 4)


@given(items=st.lists(st.integers(), max_size=8), n=st.integers(0, 10))
async def test_any_source_and_any_number(items, n, clock):
    """It returns what a slice of a list would, and reads no more than it needs."""
    table = Table(*items, cleanup=2)
    enough = n <= len(items)
    rows = table.rows()

    assert await take(rows, n) == items[:n]

    assert table.read.keys == (items[:n] if enough else [*items, "the end"])
    assert clock.elapsed == (len(table.read.calls) + 2 if n else 0)
    assert set(table.tasks) <= {asyncio.current_task()}
    assert not table.is_open
    assert [row async for row in rows] == []
