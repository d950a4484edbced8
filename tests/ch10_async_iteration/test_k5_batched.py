"""Lists of n, none of them late, and a source that is closed behind them."""

import asyncio
import contextlib
import itertools
from unittest.mock import ANY

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, Job, cancellations, items_from, outcome_of
from katas.ch10_async_iteration.k5_batched import batched


class Fatal(BaseException):
    """An exception that is no Exception."""


class Table:
    """Its rows are read through a connection, which is open until they are closed."""

    def __init__(self, *rows, takes=0, give_back=None):
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


async def use(source, n, until=99, seen=None):
    """Return the first batches of a source, and close what made them."""
    seen = [] if seen is None else seen
    async with contextlib.aclosing(items_from(batched, source, n)) as batches:
        async for batch in batches:
            seen.append(batch)
            if len(seen) == until:
                break
    return seen


def lists(n, items, seen, question="Which items are missing, or too many?"):
    """Return a message about the lists that came, and ask."""
    if seen and seen[-1] is None:
        question = "Which `yield` hands over a None?"
    elif any(not isinstance(batch, list) for batch in seen):
        question = "Of which type is what you yield?"
    elif any(batch is other for batch, other in itertools.pairwise(seen)):
        question = "How many lists does your code make?"
    elif seen and seen[-1] == []:
        question = "What is left at the end of the source?"
    return f"{items}, in lists of {n}, gave {seen}. {question}"


async def test_items_come_in_lists_of_n():
    """Each list has `n` items, in the order of the source."""
    seen = await use(Table(1, 2, 3, 4, 5, 6).rows(), 3)

    assert seen == [[1, 2, 3], [4, 5, 6]], lists(3, [1, 2, 3, 4, 5, 6], seen)


async def test_lists_of_one():
    """Where `n` is 1, each item has a list of its own."""
    seen = await use(Table(1, 2).rows(), 1)

    assert seen == [[1], [2]], lists(1, [1, 2], seen)


@pytest.mark.parametrize("n", [2, 99])
async def test_the_last_list_may_be_shorter(n):
    """What is left at the end is a list as well."""
    seen = await use(Table(1, 2, 3).rows(), n)

    assert [item for batch in seen for item in batch] == [1, 2, 3], lists(
        n, [1, 2, 3], seen, "What is left at the end of the source?"
    )


async def test_there_may_be_nothing():
    """No items: no lists, not even an empty one."""
    seen = await use(Table().rows(), 3)

    assert seen == [], lists(3, [], seen, "What is left at the end of the source?")


async def test_an_item_may_be_anything():
    """None, an exception, and what equals everything, are items like any other."""
    items = [None, 0, ValueError("an item"), ANY, (), None, "g"]

    async def source():
        for item in items:
            yield item

    seen = await use(source(), 2)

    assert seen == [items[0:2], items[2:4], items[4:6], items[6:]], lists(
        2, items, seen, "Which item do you take for something else?"
    )


@pytest.mark.parametrize("change", [[], ["x", "y", "z"]], ids=["empties", "fills"])
async def test_each_list_belongs_to_its_user(change):
    """What the user does with a list does not change another one."""
    seen = []

    async with contextlib.aclosing(
        items_from(batched, Table(1, 2, 3, 4, 5).rows(), 2)
    ) as batches:
        async for batch in batches:
            seen.append(list(batch))
            batch[:] = change

    assert seen == [[1, 2], [3, 4], [5]], (
        f"A user made {change} of each list. The lists of 1 to 5, in twos, were "
        f"these when they came: {seen}. Whose list is it after the `yield`?"
    )


async def test_a_list_comes_when_it_is_full(clock):
    """Nobody waits for an item more than the list needs."""
    batches = items_from(batched, Table(1, 2, 3, 4, 5, takes=1).rows(), 2)

    async with contextlib.aclosing(batches):
        times = [clock.elapsed async for _ in batches]

    assert times == [2, 4, 6], (
        "Each of five items takes 1 s, and so does the end. Lists of two came at these "
        f"seconds: {times}. What was each of them waiting for?"
    )


async def test_nothing_is_asked_for_too_soon():
    """The source is asked when a list is asked for."""
    table, counts = Table(1, 2, 3, 4, 5, takes=1), []

    async with contextlib.aclosing(items_from(batched, table.rows(), 2)) as batches:
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
    give_back = Job("give_back", takes=60)
    table = Table(1, 2, 3, 4, 5, takes=1, give_back=give_back)

    await use(table.rows(), 2, until=1)

    assert (table.is_open, clock.elapsed) == (False, 62), (
        "A user left after one list, at 2 s, and closed this. The source needs 60 s to "
        f"clean up; it was {table.state} when this came back at {clock.elapsed:g} s. "
        "Which of your lines runs when you are closed?"
    )


async def test_the_last_list_comes_from_a_source_that_is_closed_with_it():
    """When the last list has come and all is over, the source has been closed."""
    table = Table(1, 2, 3)

    await use(table.rows(), 2, until=2)

    assert not table.is_open, (
        "The last of two lists was not full; the user took it, and closed this. The "
        "connection is open. Who closes it?"
    )


@pytest.mark.parametrize("kind", [OSError, Fatal])
async def test_an_error_comes_after_the_full_lists(kind):
    """Full lists come before an error; an unfinished one is lost with it."""
    error, seen = kind("the table is gone"), []
    table = Table(1, 2, 3, error, 5)

    outcome = await outcome_of(use(table.rows(), 2, seen=seen))

    assert seen == [[1, 2]], (
        "The source yielded three items and failed, and these lists of two came out: "
        f"{seen}. What does a short list tell its user?"
    )
    assert outcome is error, (
        f"The source raised {error!r}, and this came out: {outcome!r}. "
        "What does your code do with an exception?"
    )


@pytest.mark.parametrize("kind", [OSError, RuntimeError])
async def test_an_error_while_the_source_is_closed_comes_out(kind):
    """What the source raises while it is closed comes out."""
    error = kind("connection lost")
    table = Table(1, 2, 3, 4, give_back=Job("give_back", error=error))

    outcome = await outcome_of(use(table.rows(), 2, until=1))

    assert outcome is error, (
        f"The source raised {error!r} while it was closed, and this came out: "
        f"{outcome!r}. What does your code do with that exception?"
    )


@pytest.mark.parametrize(
    ("instants", "until", "ends"),
    [((5,), 9, 8), ((5, 6), 9, 10), ((4.5, 5), 1, 9)],
    ids=["while it reads", "twice", "while it is closed"],
)
async def test_a_cancellation_closes_the_source(instants, until, ends, clock):
    """A user that is cancelled hears of it when the source has been closed."""
    give_back = Job("give_back", takes=3, cleanup=4)
    table = Table(1, 2, 3, 4, takes=2, give_back=give_back)

    outcome = await outcome_of(use(table.rows(), 2, until), *instants)

    at = " and ".join(f"{instant:g}" for instant in instants)
    assert type(outcome) is asyncio.CancelledError, (
        f"The user was cancelled at {at} s, and this came out: {outcome!r}. "
        "Where did the CancelledError end?"
    )
    ends = give_back.ended or ends
    assert (table.is_open, clock.elapsed) == (False, ends), (
        f"The user was cancelled at {at} s, and the source has cleaned up at {ends} s. "
        f"The connection was {table.state} when the user heard of it, at "
        f"{clock.elapsed:g} s. Who waits for the cleaning up?"
    )


@given(cancellation=cancellations(least=1, most=8))
async def test_its_user_may_be_cancelled_anywhere(cancellation):
    """Wherever the user is cancelled, the source has been closed then."""
    table = Table(1, 2, 3, 4, 5, give_back=Job("give_back", takes=1, cleanup=1))

    await cancellation.of(use(table.rows(), 2))

    assert not table.is_open, (
        f"The user was {cancellation}, and the connection is open. Who closes it?"
    )


@given(items=st.lists(st.integers(), max_size=9), n=st.integers(1, 10))
async def test_any_source_and_any_number(items, n, clock):
    """The lists are slices of the source, and each comes when it is full."""
    table = Table(*items, takes=1)
    starts = range(0, len(items), n)
    slices = [items[start : start + n] for start in starts]
    due = [start + n if start + n <= len(items) else len(items) + 1 for start in starts]
    seen, times = [], []

    async with contextlib.aclosing(items_from(batched, table.rows(), n)) as batches:
        async for batch in batches:
            seen.append(batch)
            times.append(clock.elapsed)

    assert seen == slices, lists(n, items, seen)
    assert times == due, (
        f"{len(items)} items and the end take 1 s each. Lists of {n} came at {times}, "
        f"and were full, or over, at {due}. What was each of them waiting for?"
    )
