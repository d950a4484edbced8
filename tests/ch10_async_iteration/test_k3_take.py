"""The first items come out, and the source is closed behind them."""

import asyncio
import contextlib
from unittest.mock import ANY

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, Job, cancellations, outcome_of
from katas.ch10_async_iteration.k3_take import take


class Fatal(BaseException):
    """An exception that is no Exception."""


class Table:
    """Its rows are read through a connection, which is open until they are closed."""

    def __init__(self, *rows, takes=1, give_back=None):
        self.read = FakeService(takes=takes, name="read")
        self.give_back = give_back or Job("give_back")
        self.is_open = False
        self._rows = rows

    async def rows(self):
        """Yield each row; an exception is raised. The end takes as long as a row."""
        self.is_open = True
        try:
            for row in self._rows:
                yield await self.read(row)
            await self.read("the end")
        finally:
            try:
                await self.give_back()
            finally:
                self.is_open = False

    @property
    def state(self):
        """How the connection is, in words."""
        return "still open" if self.is_open else "closed"


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
        taken = await take(rows, 3)

    assert taken == ["a", "b", "c"], (
        f"The first 3 of a, b, c, d were asked for, and {taken} came. "
        "What does your code do with an item?"
    )


@pytest.mark.parametrize("n", [3, 4, 99])
async def test_there_may_be_fewer(n):
    """Where the source has fewer items, all of them are returned."""
    async with closed_at_the_end(Table("a", "b", "c").rows()) as rows:
        taken = await take(rows, n)

    assert taken == ["a", "b", "c"], (
        f"The first {n} of a, b, c were asked for, and {taken} came. "
        "What happens at the end of the source?"
    )


async def test_an_item_may_be_anything():
    """None, an exception, and what equals everything, are items like any other."""
    items = [None, 0, ValueError("an item"), ANY, None, "f"]

    async def source():
        for item in items:
            yield item

    async with closed_at_the_end(source()) as rows:
        taken = await take(rows, 5)

    assert taken == items[:5], (
        f"The first 5 of {items} were asked for, and {taken} came. "
        "Which item do you take for something else?"
    )


@pytest.mark.parametrize("n", [2, 3, 0])
async def test_nothing_more_is_asked_for(n, clock):
    """It asks for no item, and no end, that is not needed."""
    table = Table("a", "b", "c")

    async with closed_at_the_end(table.rows()) as rows:
        await take(rows, n)

    assert table.read.keys == ["a", "b", "c"][:n], (
        f"{n} rows of three were taken, and these were read: {table.read.keys}. "
        "When do you ask whether there are enough?"
    )


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
    table = Table("a", "b", "c", give_back=Job("give_back", takes=60))
    rows = table.rows()

    await take(rows, 2)

    assert (table.is_open, clock.elapsed) == (False, 62), (
        "Two rows took 1 s each, and giving the connection back takes 60 s. It ended "
        f"after {clock.elapsed:g} s, and the connection was {table.state}. "
        "Who waits for the cleaning up?"
    )


async def test_with_none_of_them_the_source_is_closed_too():
    """With an `n` of 0 the source has been closed: nobody gets an item out of it."""
    async with closed_at_the_end(Table("a", "b").rows()) as rows:
        taken = await take(rows, 0)
        rest = [row async for row in rows]

    assert taken == [], (
        f"With an n of 0 it returned {taken}. When do you ask whether there are enough?"
    )
    assert rest == [], (
        "With an n of 0 it returned, and after that these rows came out of the source: "
        f"{rest}. Who has closed it?"
    )


@pytest.mark.parametrize("kind", [OSError, Fatal])
async def test_an_error_of_the_source_comes_out(kind):
    """What the source raises instead of an item comes out."""
    error = kind("gone")

    outcome = await outcome_of(take(Table("a", error, "c").rows(), 3))

    assert outcome is error, (
        f"The source yielded 'a' and raised {error!r}, and this came out: {outcome!r}. "
        "What does your code do with an exception?"
    )


@pytest.mark.parametrize("kind", [OSError, RuntimeError])
async def test_an_error_while_it_is_closed_comes_out(kind):
    """What the source raises while it is closed comes out too."""
    error = kind("connection lost")
    table = Table("a", "b", "c", give_back=Job("give_back", error=error))
    rows = table.rows()

    outcome = await outcome_of(take(rows, 2))

    assert outcome is error, (
        f"The source raised {error!r} while it was closed, and this came out: "
        f"{outcome!r}. What does your code do with that exception?"
    )


@pytest.mark.parametrize(
    ("instants", "ends"),
    [((6,), 9), ((6, 7), 11)],
    ids=["once", "twice"],
)
async def test_a_cancellation_closes_the_source(instants, ends, clock):
    """A caller that is cancelled hears of it when the source has been closed."""
    table = Table("a", "b", takes=4, give_back=Job("give_back", takes=3, cleanup=4))
    rows = table.rows()

    outcome = await outcome_of(take(rows, 2), *instants)

    at = " and ".join(map(str, instants))
    assert type(outcome) is asyncio.CancelledError, (
        f"It was cancelled at {at} s, and this came out: {outcome!r}. "
        "Where did the CancelledError end?"
    )
    assert (table.is_open, clock.elapsed) == (False, ends), (
        f"It was cancelled at {at} s, and the source has cleaned up at {ends} s. "
        f"The call ended at {clock.elapsed:g} s, and the connection was {table.state}. "
        "Who waits for the cleaning up?"
    )


async def test_a_cancellation_while_the_source_is_closed(clock):
    """A cancellation that comes while the source is being closed is not lost."""
    table = Table("a", "b", "c", give_back=Job("give_back", takes=9, cleanup=3))
    rows = table.rows()

    outcome = await outcome_of(take(rows, 2), 5, 6)

    assert type(outcome) is asyncio.CancelledError, (
        "It was cancelled at 5 and 6 s, while the connection was being given back, and "
        f"this came out: {outcome!r}. Where did the CancelledError end?"
    )
    assert (table.is_open, clock.elapsed) == (False, 8), (
        "It was cancelled at 5 and 6 s, while the connection was being given back, "
        f"which ended at 8 s. The call ended at {clock.elapsed:g} s, and the "
        f"connection was {table.state}. Who waits for the cleaning up?"
    )


@given(cancellation=cancellations(least=1, most=5))
async def test_it_may_be_cancelled_anywhere(cancellation):
    """Wherever it is cancelled, the source has been closed when it ends."""
    table = Table("a", "b", "c", "d", give_back=Job("give_back", takes=1, cleanup=1))
    rows = table.rows()

    await cancellation.of(take(rows, 3))

    assert not table.is_open, (
        f"It was {cancellation}, has ended, and the connection is open. Who closes it?"
    )


@given(items=st.lists(st.integers(), max_size=8), n=st.integers(0, 10))
async def test_any_source_and_any_number(items, n):
    """It returns what a slice of a list would, and reads no more than it needs."""
    table = Table(*items, give_back=Job("give_back", takes=2))
    enough = n <= len(items)
    rows = table.rows()

    taken = await take(rows, n)

    assert taken == items[:n], (
        f"The first {n} of {items} were asked for, and {taken} came. "
        "Which of them are missing, or too many?"
    )
    assert table.read.keys == (items[:n] if enough else [*items, "the end"]), (
        f"The first {n} of {items} were asked for, and these were read: "
        f"{table.read.keys}. When do you ask whether there are enough?"
    )
    assert not table.is_open, (
        f"The first {n} of {items} came, and the connection is open. Who closes it?"
    )
