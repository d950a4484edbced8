"""What comes in time is collected, and the rest is ended."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, cancelled_at
from katas.ch05_timeouts.k4_collect_within import collect_within


class Shops:
    """Shops that are asked; one that is cancelled needs two seconds to tidy up."""

    def __init__(self, takes):
        self.ask = FakeService(takes=takes, name="ask")
        self.tidy = FakeService(takes=2, name="tidy")

    async def price(self, key):
        """Ask one shop."""
        try:
            return await self.ask(key)
        except asyncio.CancelledError:
            await self.tidy(key)
            raise


async def test_the_results_are_in_the_order_of_the_coroutines(clock):
    """Where all succeed, all results are there, in order, after the slowest."""
    ask = FakeService(takes={"a": 3, "b": 1, "c": 2}, name="ask")

    assert await collect_within([ask(key) for key in "abc"], 9) == ["a", "b", "c"]

    assert clock.elapsed == 3, (
        "The slowest was ready after 3 s, and the list was there after "
        f"{clock.elapsed:g} s. What does it wait for?"
    )


async def test_a_late_coroutine_is_left_out(clock):
    """What is there in time is returned, when the time is up."""
    ask = FakeService(takes={"a": 3, "b": 9, "c": 2}, name="ask")

    found = await collect_within((ask(key) for key in "abc"), 4)

    assert found == ["a", "c"], (
        f"Within 4 s there were the results of 'a' and 'c', and {found} came out. "
        "Which line of yours makes this list?"
    )
    assert clock.elapsed == 4, (
        f"They had 4 s, and it took {clock.elapsed:g} s. Whose time do you measure?"
    )


async def test_no_coroutines():
    """Without coroutines the list is empty."""
    assert await collect_within([], 4) == []


async def test_no_time(clock):
    """With 0 seconds, whatever takes time is late."""
    ask = FakeService(takes=9, name="ask")

    found = await collect_within([ask("a"), ask("b")], 0)

    assert clock.elapsed == 0, (
        f"With 0 seconds it took {clock.elapsed:g} s. What does 0 mean to your code?"
    )
    assert found == []


async def test_any_result_counts():
    """None, False and 0 are results too."""
    results = [None, False, 0, ""]
    coros = [asyncio.sleep(1, result) for result in results]

    assert await collect_within(coros, 4) == results


@pytest.mark.parametrize(
    "error", [OSError("down"), TimeoutError("of its own")], ids=["error", "timeout"]
)
async def test_a_failure_is_left_out(error):
    """One that fails is left out, and the others go on."""
    ask = FakeService({"a": "A", "b": error, "c": "C"}, {"a": 2, "b": 1, "c": 3}, "ask")

    found = await collect_within([ask(key) for key in "abc"], 9)

    assert found == ["A", "C"], (
        f"'b' failed after 1 s with {error!r}, the others were ready in time, and "
        f"{found} came out. What does one failure do to the others?"
    )


async def test_one_that_somebody_else_cancelled_is_left_out():
    """One that ends as cancelled is left out, and no other is cancelled."""

    async def stopped():
        task = asyncio.create_task(asyncio.sleep(9))
        task.cancel()
        await task

    coro = collect_within([stopped(), asyncio.sleep(1, "a")], 4)
    task = await cancelled_at(coro)

    assert not task.cancelled(), (
        "One of the coroutines ended with a CancelledError of its own, and this came "
        "out. Which line of yours meets it?"
    )
    assert task.result() == ["a"]


async def test_late_coroutines_are_cancelled():
    """All that are late are cancelled when the time is up."""
    ask = FakeService(takes={"a": 1, "b": 9, "c": 9}, name="ask")

    await collect_within([ask(key) for key in "abc"], 4)

    await asyncio.sleep(0)  # The next test asks whether they have ended too.
    ends = [(call.outcome, call.ended) for call in ask.calls]
    assert ends == [("answered", 1), ("cancelled", 4), ("cancelled", 4)], (
        f"They had 4 s, and these were the ends: {ends}. Who still works after that?"
    )


async def test_late_coroutines_have_cleaned_up(clock):
    """It returns when all that were late have cleaned up."""
    shops = Shops(takes={"a": 1, "b": 9, "c": 9})

    await collect_within([shops.price(key) for key in "abc"], 4)

    ends = [(call.outcome, call.ended) for call in shops.tidy.calls]
    assert ends == [("answered", 6)] * 2, (
        "Two were late after 4 s, each needs 2 s to tidy up, it returned after "
        f"{clock.elapsed:g} s, and this was seen of the tidying: {ends}. "
        "When is each one cancelled, and who waits for it?"
    )


async def test_a_failure_while_cleaning_up_is_left_out():
    """One that is late and then fails is left out too."""

    async def late():
        try:
            await asyncio.sleep(9)
        finally:
            raise OSError("cannot clean up")

    assert await collect_within([late(), asyncio.sleep(1, "a")], 4) == ["a"]


async def test_a_cancellation_reaches_all_of_them():
    """If this is cancelled, all of them are cancelled."""
    ask = FakeService(takes={"a": 1, "b": 9, "c": 9}, name="ask")

    task = await cancelled_at(collect_within([ask(key) for key in "abc"], 5), 2)

    assert task.cancelled(), (
        "Its caller was cancelled after 2 s, and never heard of it."
    )
    ends = [(call.outcome, call.ended) for call in ask.calls]
    assert ends == [("answered", 1), ("cancelled", 2), ("cancelled", 2)], (
        f"It was cancelled after 2 s, and these were the ends: {ends}. "
        "Who tells the tasks that it started?"
    )


@given(quarters=st.integers(0, 16), late=st.booleans())
async def test_it_may_be_cancelled_at_any_time(quarters, late):
    """Whenever it is cancelled, all have ended, and its caller hears of it."""
    shops = Shops(takes={"a": 1, "b": 9})
    seconds = quarters / 4

    coro = collect_within([shops.price(key) for key in "ab"], 2)
    task = await cancelled_at(coro, seconds, late=late or seconds == 0)

    assert task.cancelled(), (
        f"It was cancelled at {seconds:g} s, and its caller never heard of it. "
        "Who got the CancelledError instead?"
    )
    assert shops.ask.at_work + shops.tidy.at_work == 0, (
        f"'b' is late after 2 s, and needs 2 s to tidy up. It was cancelled at "
        f"{seconds:g} s, it ended, and 'b' has not ended. Who waits for it then?"
    )


@given(
    script=st.lists(st.tuples(st.integers(0, 40), st.booleans()), max_size=6),
    seconds=st.integers(0, 10),
)
async def test_any_coroutines_and_any_time(script, seconds, clock):
    """The results are those that succeed in time; it takes as long as it must."""
    # A result that comes when the time is up is left open, so none does.
    waits = [quarters / 4 + 0.125 for quarters, _ in script]
    outcomes = [n if good else OSError(n) for n, (_, good) in enumerate(script)]
    ask = FakeService(outcomes.__getitem__, dict(enumerate(waits)), name="ask")

    found = await collect_within([ask(n) for n in range(len(script))], seconds)

    in_time = [n for n, wait in enumerate(waits) if wait < seconds]
    assert found == [n for n in in_time if script[n][1]]
    assert clock.elapsed == min(seconds, max(waits, default=0))
    assert ask.at_work == 0
