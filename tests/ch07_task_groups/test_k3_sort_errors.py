"""Errors of two kinds are counted, one by one; no other error is lost."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import (
    Job,
    cancellations,
    cancelled_at,
    leaves,
    outcome_of,
    told,
    what_became_of,
)
from katas.ch07_task_groups.k3_sort_errors import Counts, sort_errors


class Shutdown(BaseException):
    """An error that is no Exception."""


def run(*jobs):
    """Begin `sort_errors` with these jobs."""
    for number, job in enumerate(jobs, 1):
        job.name = f"job {number}"
    return sort_errors([job() for job in jobs])


async def test_an_error_counts():
    """An OSError counts as one, and nothing is raised."""
    counts = await run(Job(takes=0), Job(takes=1, error=OSError("down")), Job(takes=9))

    assert counts == Counts(0, 1), (
        f"One of three jobs failed, with an OSError, and this came back: {counts}. "
        "What does your code count?"
    )


@pytest.mark.parametrize("takes", [[], [0, 2]], ids=["no jobs", "two jobs"])
async def test_no_errors(takes):
    """Without jobs, or without errors, both counts are 0."""
    counts = await run(*(Job(takes=seconds) for seconds in takes))

    assert counts == Counts(0, 0), (
        f"{len(takes)} jobs ran, none failed, and this came back: {counts}. "
        "Where do your counts begin?"
    )


async def test_they_run_together(clock):
    """All jobs are at work at the same time."""
    await run(*[Job(takes=takes) for takes in [3.3, 1, 2] * 20])

    assert clock.elapsed == 3.3, (
        f"60 jobs of 3.3, 1 or 2 s took {clock.elapsed:g} s in all. "
        "Which line waits before the next one has begun?"
    )


async def test_a_failure_cancels_the_others(clock):
    """When a job fails, it cancels the others, and waits until they have ended."""
    jobs = [Job(takes=9, cleanup=2), Job(takes=9, cleanup=3)]

    await run(jobs[0], Job(takes=1.1, error=OSError("down")), jobs[1])

    assert [job.cancelled[:1] for job in jobs] == [[1.1], [1.1]], (
        f"A job failed at 1.1 s. One that takes 9 s {what_became_of(jobs[0])}; another "
        f"one {what_became_of(jobs[1])}. Who tells the others?"
    )
    assert [job.ended for job in jobs] == [3.1, 4.1], (
        f"A job failed at 1.1 s. One that cleans up for 2 s {what_became_of(jobs[0])}; "
        f"one that cleans up for 3 s {what_became_of(jobs[1])}. The counts were there "
        f"at {clock.elapsed:g} s. When has a task ended that was cancelled?"
    )


async def test_a_result_is_no_error():
    """A job that returns an exception has not failed."""
    counts = await run(Job(takes=1, result=ValueError("a specimen")))

    assert counts == Counts(0, 0), (
        f"A job returned a ValueError, and raised nothing; {counts} came back. "
        "How do you know that a job has failed?"
    )


async def test_each_error_counts():
    """Errors that come while the others clean up count as well, each of them."""
    data, net, disk = ValueError("bad data"), OSError("net"), OSError("disk full")

    counts = await run(
        Job(takes=9, cleanup=1, cleanup_error=net),
        Job(takes=1, error=data),
        Job(takes=9, cleanup_error=disk),
    )

    assert counts == Counts(value_errors=1, os_errors=2), (
        f"A job failed with {data!r} at 1 s; two others failed with {net!r} and "
        f"{disk!r} when they were cancelled. What came back: {counts}. "
        "Which of them does your code miss?"
    )


async def test_errors_in_groups_count():
    """Each error in a group counts, also in a group inside it."""
    error = ValueError("file 1")
    inner = ExceptionGroup("file 2", [ValueError("line 3"), OSError("closed"), error])
    group = ExceptionGroup("files", [error, inner])

    counts = await run(Job(takes=1, error=group))

    assert counts == Counts(value_errors=3, os_errors=1), (
        "A job raised a group with 3 ValueErrors and 1 OSError, some of them in a "
        "group inside it; one error stands at two places, and is 2 of the 3. What came "
        f"back: {counts}. Where does your code look, and what does it leave out?"
    )


async def test_errors_that_inherit_count():
    """A TimeoutError is an OSError, since it inherits from that."""
    outcome = await outcome_of(run(Job(takes=1, error=TimeoutError("too slow"))))

    assert outcome == Counts(value_errors=0, os_errors=1), (
        "A TimeoutError, which is an OSError, was raised. What came of it: "
        f"{outcome!r}. How do you know of which kind an error is?"
    )


async def test_other_errors_are_raised():
    """An error of another kind comes out, and those of the two kinds do not."""
    bug = KeyError("a bug")

    outcome = await outcome_of(
        run(
            Job(takes=9, cleanup_error=bug),
            Job(takes=1, error=ValueError("bad data")),
            Job(takes=9, cleanup_error=OSError("down")),
        )
    )

    assert isinstance(outcome, BaseException), (
        f"A ValueError, an OSError and {bug!r} were raised, and {outcome!r} came back. "
        f"Who hears of {bug!r}?"
    )
    assert told(outcome) == [bug], (
        f"A ValueError, an OSError and {bug!r} were raised, and these errors came out: "
        f"{told(outcome)}. Which of them is for the caller?"
    )


async def test_the_others_come_out_in_a_group():
    """An error of another kind comes out in a group, also where it is the only one."""
    bug = KeyError("a bug")

    outcome = await outcome_of(run(Job(takes=1, error=bug)))

    assert isinstance(outcome, BaseExceptionGroup), (
        f"A job failed with {bug!r}, and this came out, which is no group: "
        f"{outcome!r}. Who puts it into a group?"
    )


async def test_other_errors_in_groups_are_raised():
    """In a group of a job, too, the other errors come out, and only those."""
    bugs = [KeyError("first"), TypeError("second")]
    inner = ExceptionGroup("inner", [bugs[0], ValueError("bad data")])
    group = ExceptionGroup("outer", [OSError("down"), inner, bugs[1]])

    outcome = await outcome_of(run(Job(takes=1, error=group)))

    assert set(told(outcome)) == set(bugs), (
        f"A job raised a group, and in it were an OSError, a ValueError and {bugs}. "
        f"These errors came out: {told(outcome)}. What became of each error?"
    )


@pytest.mark.parametrize("in_a_group", [None, Shutdown, asyncio.CancelledError])
async def test_what_is_no_exception_is_raised_too(in_a_group):
    """Another error need not be an Exception; it comes out all the same."""
    data, error = ValueError("bad data"), (in_a_group or Shutdown)("now")
    raised = BaseExceptionGroup("a group", [data, error]) if in_a_group else error

    outcome = await outcome_of(run(Job(takes=1, error=raised)))

    assert told(outcome) == [error], (
        f"A job raised {raised!r}; {error!r} is no Exception. What came of it: "
        f"{outcome!r}. Which errors does your code look for in a group?"
    )


@pytest.mark.parametrize("fails", [False, True], ids=["twice", "after a failure"])
async def test_a_cancellation_reaches_all_of_them(fails, clock):
    """Cancelled, it cancels all jobs, waits for them, and is cancelled itself."""
    jobs = [Job(takes=9, cleanup=3), Job(takes=9, cleanup=2)]
    failing = [Job(takes=1, error=OSError("down"))] if fails else []

    outcome = await outcome_of(run(*jobs, *failing), *([2] if fails else [1, 2]))

    seen = (
        f"{'A job failed' if fails else 'It was cancelled'} at 1 s, and sort_errors "
        f"was cancelled at 2 s. One that cleans up for 3 s {what_became_of(jobs[0])}; "
        f"one that cleans up for 2 s {what_became_of(jobs[1])}. It ended at "
        f"{clock.elapsed:g} s."
    )
    assert [job.cancelled[:1] for job in jobs] == [[1], [1]], (
        f"{seen} Who tells the jobs?"
    )
    assert ([job.ended for job in jobs], clock.elapsed) == ([4, 3], 4), seen + (
        " Which line of yours met the second cancellation?"
        if clock.elapsed == 2 and not fails
        else " What does your code wait for?"
    )
    assert fails or isinstance(outcome, asyncio.CancelledError), (
        f"It was cancelled, no job failed, and {outcome!r} came out. "
        "Which line of yours met the CancelledError?"
    )


@given(cancellation=cancellations(least=1, most=5))
async def test_it_may_be_cancelled_anywhere(cancellation):
    """Wherever it is cancelled, no job is at work afterwards."""
    jobs = [Job(takes=1), Job(takes=2), Job(takes=3)]

    await cancellation.of(run(*jobs))

    left = sum(job.outcome == "at work" for job in jobs)
    assert not left, (
        f"It was {cancellation}, and has ended; {left} jobs are at work. Who ends them?"
    )


@given(quarters=st.integers(1, 12), late=st.booleans())
async def test_a_cancellation_is_never_lost(quarters, late):
    """Where nothing fails, the caller hears of a cancellation at each instant."""
    went_on = []

    async def caller():
        went_on.append(await run(Job(takes=1), Job(takes=2), Job(takes=3)))

    task = await cancelled_at(caller(), quarters / 4, late=late)

    heard = task.cancelled() and not went_on
    assert heard, (
        f"It was cancelled at {quarters / 4:g} s, the slowest job takes 3 s, and it "
        f"{f'returned {went_on[0]}' if went_on else f'raised {task.exception()!r}'}. "
        "Which line of yours met the CancelledError?"
    )


VALUE_ERRORS = [ValueError, UnicodeError]
OS_ERRORS = [OSError, TimeoutError, ConnectionError]
OTHERS = [KeyError, TypeError, RuntimeError, Shutdown]
ERRORS = st.sampled_from([*VALUE_ERRORS, *OS_ERRORS, *OTHERS]).map(lambda kind: kind())


def grouped(trees):
    """Return a strategy for groups of what is drawn from `trees`."""
    errors = st.lists(trees, min_size=1, max_size=4)
    return st.builds(BaseExceptionGroup, st.just("a group"), errors)


FAILURES = ERRORS | grouped(st.recursive(ERRORS, grouped, max_leaves=5))


@given(first=st.none() | FAILURES, later=st.lists(st.none() | FAILURES, max_size=4))
async def test_any_errors(first, later):
    """It counts what happened, or raises all other errors, and those only."""
    jobs = [
        Job(takes=9, cleanup=number, cleanup_error=error)
        for number, error in enumerate(later)
    ]
    raised = [error for error in [first, *later] if error] if first else []
    happened = [leaf for error in raised for leaf in leaves(error)]
    others = [error for error in happened if type(error) in OTHERS]

    outcome = await outcome_of(run(Job(takes=1, error=first), *jobs))

    if not others:
        value_errors = sum(isinstance(error, ValueError) for error in happened)
        expected = Counts(value_errors, len(happened) - value_errors)
        assert outcome == expected, (
            f"These errors happened: {happened}. What came of it: {outcome!r}. "
            "Which of them does your code miss?"
        )
    assert sorted(map(id, told(outcome))) == sorted(map(id, others)), (
        f"These errors happened: {happened}. What came of it: {outcome!r}. "
        "Which errors are for the caller?"
    )
