"""Lists of n, none of them late, and a source that is closed behind them."""

import asyncio
import contextlib
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, cancellations, cancelled_at, items_from
from katas.ch10_async_iteration.k5_batched import batched


class Table:
    """Its rows are read through a connection, which is open until they are closed."""

    def __init__(self, *rows, takes=0, cleanup=0):
        self.read = FakeService(takes=takes, name="read")
        self.give_back = FakeService(takes=cleanup, name="give_back")
        self.is_open = False
        self.tasks = []
        self._rows = rows

    async def rows(self):
        """Yield each row; an exception is raised. The end takes as long as a row."""
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


def batches_of(source, n):
    """Return what `batched` returns, if `async for` takes it."""
    return items_from(batched, source, n)


async def use(table, n, until=99, seen=None):
    """Return the first batches of a table, and close what made them."""
    seen = [] if seen is None else seen
    async with contextlib.aclosing(batches_of(table.rows(), n)) as batches:
        async for batch in batches:
            seen.append(batch)
            if len(seen) == until:
                break
    return seen


async def test_items_come_in_lists_of_n():
    """Each list has `n` items, in the order of the source."""
    assert await use(Table(1, 2, 3, 4, 5, 6), 3) == [[1, 2, 3], [4, 5, 6]]
    assert await use(Table(1, 2), 1) == [[1], [2]]


async def test_the_last_list_may_be_shorter():
    """What is left at the end is a list as well."""
    assert await use(Table(1, 2, 3, 4, 5), 2) == [[1, 2], [3, 4], [5]]
    assert await use(Table(1, 2), 99) == [[1, 2]]


async def test_there_may_be_nothing():
    """No items: no lists, not even an empty one."""
    assert await use(Table(), 3) == []


async def test_an_item_may_be_anything():
    """None, 0 and empty lists are items like any other."""
    assert await use(Table(None, 0, (), None, ""), 2) == [[None, 0], [(), None], [""]]


async def test_each_list_belongs_to_its_user():
    """What the user does with a list does not change another one."""
    seen = []

    async with contextlib.aclosing(batches_of(Table(1, 2, 3, 4, 5).rows(), 2)) as lists:
        async for batch in lists:
            seen.append(tuple(batch))
            batch.clear()
            batch.extend("xyz")

    assert seen == [(1, 2), (3, 4), (5,)], (
        "A user emptied each list and wrote into it. The lists of 1 to 5, in twos, "
        f"were these when they came: {seen}. Whose list is it after the `yield`?"
    )


async def test_a_list_comes_when_it_is_full(clock):
    """Nobody waits for an item more than the list needs."""
    batches = batches_of(Table(1, 2, 3, 4, 5, takes=1).rows(), 2)
    times = []

    async with contextlib.aclosing(batches):
        times = [clock.elapsed async for _ in batches]

    assert times == [2, 4, 6], (
        "Each of five items takes 1 s, and so does the end. Lists of two came at these "
        f"seconds: {times}. What was each of them waiting for?"
    )


async def test_nothing_is_asked_for_too_soon(clock):
    """The source is asked when a list is asked for."""
    table = Table(1, 2, 3, 4, 5, takes=1)
    counts = []

    async with contextlib.aclosing(batches_of(table.rows(), 2)) as batches:
        for _ in range(2):
            await asyncio.sleep(5)
            counts.append(len(table.read.calls))
            await anext(batches)

    assert counts == [0, 2], (
        "A user asked for a list of two at 5 s, and for another one later. Just before "
        f"each of them, the source had been asked this many times: {counts}. "
        "Which of these items did somebody need?"
    )


async def test_an_early_close_closes_the_source(clock):
    """A user that leaves early waits until the source has been closed."""
    table = Table(1, 2, 3, 4, 5, takes=1, cleanup=4)

    await use(table, 2, until=1)

    assert (table.is_open, clock.elapsed) == (False, 6), (
        "A user left after one list, at 2 s, and closed this. The source needs 4 s to "
        f"clean up; it was {'open' if table.is_open else 'closed'} when this came back "
        f"at {clock.elapsed:g} s. Which of your lines runs when you are closed?"
    )


async def test_the_last_list_comes_from_a_closed_source():
    """When the source has ended, it has been closed, also while the list is in use."""
    table = Table(1, 2, 3, cleanup=1)

    async with contextlib.aclosing(batches_of(table.rows(), 2)) as batches:
        assert await anext(batches) == [1, 2]
        assert await anext(batches) == [3]

    assert not table.is_open


async def test_all_of_it_happens_in_one_task():
    """The source is asked, and closed, in the task of the user."""
    table = Table(1, 2, 3, 4, 5)

    await use(table, 2, until=2)

    tasks = [task is asyncio.current_task() for task in table.tasks]
    assert tasks == [True] * 5, (
        "The source was asked four times and closed once. Was this in the task of the "
        f"user? {tasks}. Who else takes part?"
    )


async def test_an_error_comes_after_the_full_lists():
    """Full lists come before an error; an unfinished one is lost with it."""
    error, seen = OSError("the table is gone"), []
    table = Table(1, 2, 3, error, 5)

    with pytest.raises(OSError, match="gone") as caught:
        await use(table, 2, seen=seen)

    assert caught.value is error
    assert seen == [[1, 2]], (
        "The source yielded three items and failed, and these lists of two came out: "
        f"{seen}. What does a short list tell its user?"
    )
    assert not table.is_open


async def test_an_error_while_the_source_is_closed_comes_out():
    """What the source raises while it is closed comes out."""
    table = Table(1, 2, 3, 4)
    table.give_back.answers = {"connection": OSError("connection lost")}

    with pytest.raises(OSError, match="connection lost"):
        await use(table, 2, until=1)


async def test_a_cancellation_closes_the_source(clock):
    """A user that is cancelled hears of it when the source has been closed."""
    table = Table(1, 2, 3, 4, takes=2, cleanup=3)

    task = await cancelled_at(use(table, 3), 5)

    assert task.cancelled(), (
        "The user was cancelled at 5 s, and never heard of it. Where did the "
        "CancelledError end?"
    )
    assert (table.is_open, clock.elapsed) == (False, 8)


async def test_the_user_may_empty_its_lists():
    """A list belongs to the user, which may take all out of it."""
    table, seen = Table("a", "b", "c", "d", "e"), []

    async with contextlib.aclosing(batches_of(table.rows(), 2)) as batches:
        async for batch in batches:
            seen.append(list(batch))
            batch.clear()

    assert seen == [["a", "b"], ["c", "d"], ["e"]], (
        f"The user empties each list that it has got. The lists were {seen}. "
        "What do you look at after a list was handed over?"
    )


@given(cancellation=cancellations(least=1, most=8))
async def test_its_user_may_be_cancelled_anywhere(cancellation):
    """Wherever the user is cancelled, the source has been closed then."""
    table = Table(1, 2, 3, 4, 5, cleanup=1)

    task = await cancellation.of(use(table, 2))

    assert not table.is_open, "The user is gone. Who closes the source?"
    assert task.cancelled() or cancellation.point > 7


@given(items=st.lists(st.integers(), max_size=9), n=st.integers(1, 10))
async def test_any_source_and_any_number(items, n, clock):
    """The lists are slices of the source, and each comes when it is full."""
    table = Table(*items, takes=1)
    seen, times = [], []

    async with contextlib.aclosing(batches_of(table.rows(), n)) as batches:
        async for batch in batches:
            seen.append(batch)
            times.append(clock.elapsed)

    starts = range(0, len(items), n)
    assert seen == [items[start : start + n] for start in starts]
    assert list(itertools.chain(*seen)) == items
    whole = [start + n for start in starts if start + n <= len(items)]
    assert times == whole + [len(items) + 1] * (len(items) % n > 0)
    assert not table.is_open
