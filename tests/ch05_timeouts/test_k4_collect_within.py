"""What comes in time is collected, and the rest is ended."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, Job, cancelled_at, outcome_of
from katas.ch05_timeouts.k4_collect_within import collect_within


def stopped(jobs, most=1):
    """Tell how jobs were asked to stop, and ask one question about it."""
    told, asked = [], [at for job in jobs for at in job.cancelled[:1]]
    for job in jobs:
        at = " and ".join(f"{second:g} s" for second in job.cancelled)
        end = "has not ended" if job.ended is None else f"ended at {job.ended:g} s"
        told.append(f"{job.name} was cancelled at {at or 'no time'} and {end}")
    again = " when you are cancelled again" if most > 1 else ""
    question = f"Who waits for them{again}?"
    if any(len(job.cancelled) > most for job in jobs):
        question = "Who disturbs them while they clean up?"
    if len(set(asked)) > 1:
        question = "What happens between the two cancellations?"
    if len(asked) < len(jobs):
        question = "Who stops those that are at work?"
    return f"{'; '.join(told)}. {question}"


async def test_the_results_are_in_the_order_of_the_coroutines(clock):
    """Where all succeed, all results are there, in order, after the slowest."""
    ask = FakeService(takes={"a": 3, "b": 1, "c": 2}, name="ask")

    found = await collect_within([ask(key) for key in "abc"], 9)

    assert found == ["a", "b", "c"], (
        f"'a', 'b' and 'c' were ready after 3, 1 and 2 s, and {found!r} came out. "
        "What gives your list its order?"
    )
    assert clock.elapsed == 3, (
        "The slowest was ready after 3 s, and the list was there after "
        f"{clock.elapsed:g} s. What does it wait for?"
    )


async def test_a_late_coroutine_is_left_out(clock):
    """What is there in time is returned, when the time is up."""
    ask = FakeService(takes={"a": 3, "b": 9, "c": 2}, name="ask")

    outcome = await outcome_of(collect_within((ask(key) for key in "abc"), 4))

    assert outcome == ["a", "c"], (
        "A generator gave three coroutines: 'a' was ready after 3 s, 'c' after 2 s, "
        f"and 'b' was late. {outcome!r} came out. Which line of yours makes this list?"
    )
    assert clock.elapsed == 4, (
        f"They had 4 s, and it took {clock.elapsed:g} s. Whose time do you measure?"
    )


async def test_no_coroutines():
    """Without coroutines the list is empty."""
    outcome = await outcome_of(collect_within([], 4))

    assert outcome == [], (
        f"Without coroutines {outcome!r} came out. Which line needs at least one?"
    )


async def test_no_time(clock):
    """With 0 seconds, whatever takes time is late."""
    ask = FakeService(takes=9, name="ask")

    outcome = await outcome_of(collect_within([ask("a"), ask("b")], 0))

    assert (outcome, clock.elapsed) == ([], 0), (
        f"Two that take 9 s had 0 s. After {clock.elapsed:g} s {outcome!r} came out. "
        "What does 0 mean to your code?"
    )


async def test_any_result_counts():
    """None, False and an exception are results too, and so is one that comes twice."""
    results = [None, False, OSError("a value"), None]
    coros = [asyncio.sleep(1, result) for result in results]

    outcome = await outcome_of(collect_within(coros, 4))

    question = "By which rule does your code leave one out?"
    if isinstance(outcome, list) and len(outcome) == len(results):
        question = "What gives your list its order?"
    assert outcome == results, (
        f"These were returned in time: {results}, and {outcome!r} came out. {question}"
    )


@pytest.mark.parametrize(
    "error", [OSError("down"), TimeoutError("own"), asyncio.CancelledError()], ids=repr
)
async def test_a_failure_is_left_out(error):
    """One that fails or was cancelled by somebody is left out; the others go on."""
    jobs = Job("a", 2, result="A"), Job("b", 1, error=error), Job("c", 3, result="C")

    outcome = await outcome_of(collect_within([job() for job in jobs], 9))

    question = "Which line of yours meets the exception of 'b'?"
    if isinstance(outcome, list):
        question = "What becomes of the others when one of them ends like this?"
    if outcome == ["C", "A"]:
        question = "What gives your list its order?"
    assert outcome == ["A", "C"], (
        f"'b' ended after 1 s with {error!r}, the others were ready in time, and "
        f"{outcome!r} came out. {question}"
    )


async def test_late_coroutines_have_cleaned_up(clock):
    """All that are late are cancelled when the time is up; it waits for their ends."""
    late = Job("b", takes=9, cleanup=3), Job("c", takes=9, cleanup=1)
    jobs = Job("a", takes=1), *late

    await outcome_of(collect_within([job() for job in jobs], 4))

    ends = [(job.cancelled, job.ended) for job in late]
    assert ends == [([4], 7), ([4], 5)], (
        "'b' and 'c' were late after 4 s, they need 3 and 1 s to clean up. You were "
        f"over at {clock.elapsed:g} s; {stopped(late)}"
    )


async def test_a_failure_while_cleaning_up_is_left_out():
    """One that is late and then fails is left out too."""
    late = Job("late", takes=9, cleanup=1, cleanup_error=OSError("cannot clean up"))

    outcome = await outcome_of(collect_within([late(), asyncio.sleep(1, "a")], 4))

    assert outcome == ["a"], (
        "'a' was ready in time; another one was cancelled at 4 s, and failed while it "
        f"cleaned up. {outcome!r} came out. Which line meets its exception?"
    )


@pytest.mark.parametrize("instants", [[2], [2, 3]], ids=["once", "twice"])
async def test_a_cancellation_reaches_all_of_them(instants, clock):
    """Cancelled, also twice, it cancels all of them, and waits for their ends."""
    late = Job("b", 9, cleanup=3), Job("c", 9, cleanup=1, cleanup_error=OSError("c"))
    jobs = Job("a", takes=1), *late
    at = " s and at ".join(map(str, instants))

    outcome = await outcome_of(collect_within([job() for job in jobs], 4), *instants)

    assert isinstance(outcome, asyncio.CancelledError), (
        f"Your caller was cancelled at {at} s, 'b' and 'c' cleaned up, 'c' failed "
        f"then. {outcome!r} came out. What becomes of the cancellation?"
    )
    assert [(job.cancelled[:1], job.ended) for job in late] == [([2], 5), ([2], 3)], (
        f"Your caller was cancelled at {at} s, 'b' and 'c' need 3 and 1 s to clean up. "
        f"You were over at {clock.elapsed:g} s; {stopped(late, len(instants))}"
    )


@pytest.mark.parametrize("late", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(
    ("slow", "seconds", "moment"),
    [(9, 4, "the time was up"), (4, 9, "the last of them ended")],
    ids=["time", "end"],
)
async def test_it_is_cancelled_at_the_last_moment(slow, seconds, moment, late):
    """A cancellation exactly when the time is up, or all have ended, is not lost."""
    coros = [asyncio.sleep(slow), asyncio.sleep(1)]

    task = await cancelled_at(collect_within(coros, seconds), 4, late=late)

    assert task.cancelled(), (
        f"Your caller was cancelled at 4 s, exactly when {moment}, and got "
        f"{task.exception() or task.result()!r}. What becomes of the cancellation?"
    )


@pytest.mark.parametrize("instants", [[5], [5, 6]], ids=["once", "twice"])
async def test_it_is_cancelled_while_they_clean_up(instants, clock):
    """A cancellation after the time is up is not lost, and all have ended first."""
    late = Job("b", takes=9, cleanup=3), Job("c", takes=9, cleanup=3)
    at = " s and at ".join(map(str, instants))

    outcome = await outcome_of(collect_within([job() for job in late], 4), *instants)

    assert isinstance(outcome, asyncio.CancelledError), (
        "The time was up at 4 s, the late ones cleaned up until 7 s, your caller was "
        f"cancelled at {at} s. {outcome!r} came out. Whose CancelledError is caught?"
    )
    assert [job.ended for job in late] == [7, 7], (
        "The time was up at 4 s, the late ones need 3 s to clean up, your caller was "
        f"cancelled at {at} s. You were over at {clock.elapsed:g} s; "
        f"{stopped(late, len(instants) + 1)}"
    )


async def test_the_caller_was_cancelled_before():
    """A task that was cancelled before, and cleans up, may collect too."""
    jobs = Job("a", 1, result="A"), Job("b", 1, error=asyncio.CancelledError())

    async def cleaning_up():
        try:
            await asyncio.sleep(9)
        except asyncio.CancelledError:
            return await collect_within([job() for job in jobs], 2)

    outcome = await outcome_of(cleaning_up(), 1)

    assert outcome == ["A"], (
        "A task was cancelled at 1 s. To clean up, it called this: one coroutine "
        f"returned 'A', another ended as cancelled. {outcome!r} came out. "
        "Which cancellations do you count?"
    )


@given(
    script=st.lists(st.tuples(st.integers(0, 40), st.booleans()), max_size=6),
    seconds=st.integers(0, 10),
)
async def test_any_coroutines_and_any_time(script, seconds, clock):
    """The results are those that succeed in time; it takes as long as it must."""
    # Nothing ends exactly when the time is up, nor at a time that a poll would hit.
    waits = [quarters / 4 + 21 / 128 for quarters, _ in script]
    outcomes = [n if good else OSError(n) for n, (_, good) in enumerate(script)]
    ask = FakeService(outcomes.__getitem__, dict(enumerate(waits)), name="ask")

    found = await collect_within([ask(n) for n in range(len(script))], seconds)

    told = [(n if good else "fails") for n, (_, good) in enumerate(script)]
    scene = f"After {waits} s these come: {told}. They had {seconds} s"
    in_time = [n for n, wait in enumerate(waits) if wait < seconds]
    assert found == [n for n in in_time if script[n][1]], (
        f"{scene}. {found!r} came out. Which line of yours makes this list?"
    )
    assert clock.elapsed == min(seconds, max(waits, default=0)), (
        f"{scene}. It took {clock.elapsed:g} s. What do you wait for?"
    )
