"""The result in time, or the default; no exception is taken for another one."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, Job, cancelled_at, outcome_of
from katas.ch05_timeouts.k1_with_deadline import with_deadline


class PowerCut(BaseException):
    """An exception that is no Exception."""


async def cleaning_up(coro):
    """Run a coroutine in a task that was cancelled before."""
    try:
        await asyncio.sleep(9)
    except asyncio.CancelledError:
        return await coro


def stopped(job, instants=()):
    """Tell how a job was asked to stop, and ask one question about it."""
    at = " and ".join(f"{second:g} s" for second in job.cancelled)
    if not at:
        return "it was never cancelled. Who stops it?"
    if len(job.cancelled) > max(len(instants), 1):
        return f"it was cancelled at {at}. Who disturbs it while it cleans up?"
    again = " when you are cancelled again" if len(instants) > 1 else ""
    return f"it was cancelled at {at}, and has not ended. Who waits for it{again}?"


async def test_a_result_in_time_is_returned(clock):
    """The result comes out as soon as it is there."""
    recommend = FakeService({"Ada": "tea"}, takes=1, name="recommend")

    result = await with_deadline(recommend("Ada"), 2, "bestsellers")

    assert result == "tea", (
        f"The work returned 'tea' after 1 s of 2 s, and {result!r} came out. "
        "What does your function return?"
    )
    assert clock.elapsed == 1, (
        f"The work took 1 s, and its result was there after {clock.elapsed:g} s. "
        "What do you wait for?"
    )


async def test_the_default_comes_at_the_deadline(clock):
    """When the seconds are over, the default is returned."""
    recommend = FakeService({"Ada": "tea"}, takes=9, name="recommend")

    outcome = await outcome_of(with_deadline(recommend("Ada"), 2, "bestsellers"))

    assert outcome == "bestsellers", (
        f"The work takes 9 s, and it had 2 s. After {clock.elapsed:g} s "
        f"{outcome!r} came out, and not the default. What happens at the deadline?"
    )
    assert clock.elapsed == 2, (
        f"The deadline was at 2 s, and the default came after {clock.elapsed:g} s. "
        "Who ends the work?"
    )


@pytest.mark.parametrize(
    "result", [None, False, OSError("a value")], ids=["None", "False", "exception"]
)
async def test_any_result_is_a_result(result):
    """None, False and an exception that is returned are results too."""
    outcome = await outcome_of(with_deadline(Job(takes=1, result=result)(), 2, "late"))

    right = ("returned", result) if isinstance(result, OSError) else result
    assert outcome == right, (
        f"The work returned {result!r} after 1 s of 2 s, and {outcome!r} came out. "
        "How do you know whether there is a result?"
    )


@pytest.mark.parametrize("seconds", [0, -1])
async def test_a_deadline_that_is_over(seconds, clock):
    """0 seconds or less: work that has to wait gives the default at once."""
    job = Job("work", takes=1, result="done")

    outcome = await outcome_of(with_deadline(job(), seconds, "late"))

    assert (outcome, clock.elapsed) == ("late", 0), (
        f"The work takes 1 s, and it had {seconds} s. After {clock.elapsed:g} s came "
        f"{outcome!r}. What does {seconds} mean to your code?"
    )


async def test_the_work_has_cleaned_up(clock):
    """At the deadline the work is cancelled, and it has ended when this returns."""
    job = Job("work", takes=9, cleanup=60)

    outcome = await outcome_of(with_deadline(job(), 1, "default"))

    assert (job.cancelled, job.ended) == ([1], 61), (
        "The deadline was at 1 s, the work needs 60 s to clean up. You were over at "
        f"{clock.elapsed:g} s; {stopped(job)}"
    )
    assert outcome == "default", (
        f"The work was cancelled at the deadline, and {outcome!r} came out, and not "
        "the default. What comes out of work that is cancelled?"
    )


async def test_nothing_comes_later(clock):
    """Where the result came in time, nothing happens at the deadline."""

    async def caller():
        await with_deadline(asyncio.sleep(1), 5, "default")
        await asyncio.sleep(9)

    outcome = await outcome_of(caller())

    assert outcome is None, (
        "The work ended after 1 s of 5 s. Its caller did something else, and at "
        f"{clock.elapsed:g} s got {outcome!r}. What still waits for the deadline?"
    )


@pytest.mark.parametrize(
    "error", [OSError("down"), TimeoutError("no route"), PowerCut("out")], ids=repr
)
async def test_an_exception_comes_out(error):
    """An exception of the work comes out itself, also if it is a TimeoutError."""
    outcome = await outcome_of(with_deadline(Job(takes=1, error=error)(), 5, "late"))

    assert outcome is error, (
        f"The work raised {error!r} after 1 s of 5 s, and {outcome!r} came out. "
        "What do you do with an exception that comes before the deadline?"
    )


async def test_a_timeout_inside_the_work_comes_out():
    """Work may use asyncio.timeout as well, with an earlier deadline."""

    async def careful():
        async with asyncio.timeout(1):
            await asyncio.sleep(9)

    outcome = await outcome_of(with_deadline(careful(), 5, "default"))

    assert isinstance(outcome, TimeoutError), (
        f"The work gave up by itself after 1 s of 5 s, and {outcome!r} came out. "
        "What knows that your deadline has not passed yet?"
    )


async def test_work_that_somebody_else_cancelled():
    """A CancelledError of the work before the deadline comes out."""
    job = Job(takes=1, error=asyncio.CancelledError())

    outcome = await outcome_of(with_deadline(job(), 5, "default"))

    assert isinstance(outcome, asyncio.CancelledError), (
        f"The work ended with a CancelledError after 1 s of 5 s, and {outcome!r} came "
        "out. What tells you that the deadline was not the cause?"
    )


async def test_the_deadline_is_no_cancellation():
    """After the deadline the task of the caller counts as not cancelled."""
    await with_deadline(asyncio.sleep(9), 1, "default")

    requests = asyncio.current_task().cancelling()
    assert requests == 0, (
        f"The deadline has passed, and the caller's cancelling() is {requests}. "
        "Who has asked that task to stop, and does not take it back?"
    )


async def test_the_caller_was_cancelled_before():
    """A task that was cancelled before, and cleans up, gets the default too."""

    async def caller():
        result = await with_deadline(asyncio.sleep(9), 2, "default")
        return result, asyncio.current_task().cancelling()

    outcome = await outcome_of(cleaning_up(caller()), 1)

    assert outcome == ("default", 1), (
        "A task was cancelled at 1 s, so its cancelling() is 1. To clean up, it called "
        "this with a deadline. The result, and cancelling() after it, or what was "
        f"raised: {outcome!r}. Which cancellations do you count?"
    )


async def test_a_cancellation_comes_out():
    """A caller that is cancelled before the deadline does not get the default."""
    outcome = await outcome_of(with_deadline(asyncio.sleep(9), 5, "default"), 2)

    assert isinstance(outcome, asyncio.CancelledError), (
        f"Your caller was cancelled at 2 s, the deadline was at 5 s, and {outcome!r} "
        "came out. Which line takes the cancellation for the deadline?"
    )


@pytest.mark.parametrize("instants", [[1], [1, 2]], ids=["once", "twice"])
async def test_a_cancellation_reaches_the_work(instants, clock):
    """Cancelled, also twice, it cancels the work, and waits until that has ended."""
    job = Job("work", takes=9, cleanup=3)

    outcome = await outcome_of(with_deadline(job(), 3, "default"), *instants)

    at = " s and at ".join(map(str, instants))
    assert job.ended == 4, (
        f"Your caller was cancelled at {at} s, the work needs 3 s to clean up. You "
        f"were over at {clock.elapsed:g} s; {stopped(job, instants)}"
    )
    assert isinstance(outcome, asyncio.CancelledError), (
        f"Your caller was cancelled at {at} s, and {outcome!r} came out. "
        "Which line catches the CancelledError?"
    )


@pytest.mark.parametrize("late", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(
    ("takes", "seconds", "moment"),
    [(9, 2, "at the deadline"), (2, 5, "when the work ended")],
    ids=["deadline", "end"],
)
async def test_it_is_cancelled_at_the_last_moment(takes, seconds, moment, late):
    """A cancellation exactly at the deadline, or as the work ends, is not lost."""
    work = asyncio.sleep(takes, "done")

    task = await cancelled_at(with_deadline(work, seconds, "default"), 2, late=late)

    assert task.cancelled(), (
        f"Your caller was cancelled at 2 s, exactly {moment}, and got "
        f"{task.exception() or task.result()!r}. How do you tell the two apart when "
        "both have come?"
    )


@pytest.mark.parametrize("instants", [[2], [2, 3]], ids=["once", "twice"])
async def test_it_is_cancelled_while_the_work_cleans_up(instants, clock):
    """A cancellation after the deadline is not lost, and the work ends first."""
    job = Job("work", takes=9, cleanup=3)

    task = await cancelled_at(with_deadline(job(), 1, "default"), *instants)

    at = " s and at ".join(map(str, instants))
    assert task.cancelled(), (
        "The deadline was at 1 s, the work cleaned up until 4 s, your caller was "
        f"cancelled at {at} s, and {task.exception() or task.result()!r} came out. "
        "Whose CancelledError is caught?"
    )
    assert job.ended == 4, (
        "The deadline was at 1 s, the work needs 3 s to clean up, your caller was "
        f"cancelled at {at} s. You were over at {clock.elapsed:g} s; "
        f"{stopped(job, [1, *instants])}"
    )
    assert task.cancelling() == len(instants), (
        "The deadline was at 1 s, your caller was cancelled at "
        f"{at} s, and its cancelling() is {task.cancelling()} at the end. "
        "Who has asked it to stop as well, and does not take it back?"
    )


@given(takes=st.integers(0, 40), seconds=st.integers(-4, 40), fails=st.booleans())
async def test_any_work_and_any_deadline(takes, seconds, fails, clock):
    """The outcome of the work before the deadline, the default after it."""
    # The work never ends exactly at the deadline, nor at a time that a poll would hit.
    takes, seconds = takes / 4 + 21 / 128, seconds / 4
    error = TimeoutError("of the work") if fails else None
    job = Job("work", takes, result="done", error=error)

    outcome = await outcome_of(with_deadline(job(), seconds, "default"))

    expected = (error or "done") if takes < seconds else "default"
    ends = min(takes, max(seconds, 0))
    assert outcome == expected, (
        f"The work takes {takes:g} s, the deadline is at {seconds:g} s. {expected!r} "
        f"was to come out, and {outcome!r} came out. What decides in your code?"
    )
    assert clock.elapsed == ends, (
        f"The work takes {takes:g} s, the deadline is at {seconds:g} s, and it was "
        f"over after {clock.elapsed:g} s. How soon do you hear of the end?"
    )
