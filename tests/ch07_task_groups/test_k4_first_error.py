"""The first error comes out, and nobody can see that it was in a group."""

import asyncio
import traceback

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import Job, cancelled_at, outcome_of, stumble, what_became_of
from katas.ch07_task_groups.k4_first_error import first_error

OTHER = KeyError("other")


class Halt(BaseException):
    """It is no Exception, so that nobody catches it by mistake."""


async def fail(error, takes=1):
    """Raise an error after a while."""
    await asyncio.sleep(takes)
    raise error


async def fail_with_cause(error, cause, takes=1):
    """Raise an error after a while, with a cause that may be None."""
    await asyncio.sleep(takes)
    raise error from cause


async def fail_with_context(error, context, takes=1, *cause):
    """Raise an error, with a cause or not, while another one is being handled."""
    await asyncio.sleep(takes)
    try:
        raise context
    except type(context):
        await (fail_with_cause(error, *cause, 0) if cause else fail(error, 0))


def run(*jobs):
    """Begin `first_error` with these jobs."""
    for number, job in enumerate(jobs, 1):
        job.name = f"job {number}"
    return first_error([job() for job in jobs])


def links(error):
    """Return what an exception says of others."""
    return error.__cause__, error.__context__, error.__suppress_context__


async def error_of(job, error):
    """Return what came out, and make sure that it is this error."""
    seen = await outcome_of(first_error([asyncio.sleep(9), job]))
    assert seen is error, (
        f"A job raised {error!r}. What came out, {seen!r}, is not that very object. "
        "Which line of yours decides what comes out?"
    )
    return seen


async def test_all_results_come_in_order(clock):
    """Where all succeed, the results come in order, after the slowest."""
    jobs = [Job(takes=t, result=r) for t, r in [(3.3, 3), (1, 0), (2, 20)] * 20]

    results = await run(*jobs)

    assert results == [3, 0, 20] * 20, (
        f"60 jobs returned 3, 0, 20, 3, 0, 20 and so on, and {results} came back. "
        "Which results does your code keep, and in which order?"
    )
    assert clock.elapsed == 3.3, (
        f"60 jobs of 3.3, 1 or 2 s took {clock.elapsed:g} s in all. "
        "What does your code wait for?"
    )


async def test_the_error_that_came_first_is_raised():
    """The very exception that came first is raised, wherever it stands in the list."""
    early, first, late = ValueError("not clean"), OSError("first"), KeyError("dirty")
    job = Job(takes=1, error=first)

    seen = await outcome_of(first_error([stumble(9, early), job(), stumble(9, late)]))

    assert seen is first, (
        f"The second of three jobs failed with {first!r}, then, when they were "
        f"cancelled, the first with {early!r} and the third with {late!r}. What came "
        f"out is not the very {first!r}: {seen!r}. How do you know which came first?"
    )


async def test_an_error_without_a_context_has_none_afterwards():
    """An exception with no cause and no context has none when it comes out."""
    error = OSError("down")

    await error_of(fail(error), error)

    assert error.__context__ is None, (
        f"{error!r} had no __context__ when it left the job, and it came out with this "
        f"one: {error.__context__!r}. What is being handled at the moment of your "
        "`raise`?"
    )
    assert links(error) == (None, None, False), (
        "These are its __cause__, its __context__ and its __suppress_context__ now: "
        f"{links(error)}. The last one was False. Which word of yours sets it?"
    )


async def test_its_cause_is_what_it_was():
    """An exception that was raised from another one has the same cause afterwards."""
    error, cause = OSError("no price"), KeyError("price")

    await error_of(fail_with_cause(error, cause), error)

    assert error.__cause__ is cause, (
        f"{error!r} was raised from {cause!r}, and came out with this __cause__: "
        f"{error.__cause__!r}. Which line of yours has changed it?"
    )
    assert links(error) == (cause, None, True), (
        f"{error!r} was raised from {cause!r}. These are its __cause__, its "
        f"__context__ and its __suppress_context__ now: {links(error)}. They were "
        f"{(cause, None, True)}. Which line of yours has changed one?"
    )


async def test_its_context_is_what_it_was():
    """An exception that was raised in an except clause shows the same afterwards."""
    error, context = OSError("no price"), KeyError("price")

    await error_of(fail_with_context(error, context), error)

    assert error.__context__ is context, (
        f"{error!r} was raised while {context!r} was being handled, and came out with "
        f"this __context__: {error.__context__!r}. Which line of yours has changed it?"
    )
    assert links(error) == (None, context, False), (
        "Its __context__ is what it was. Its __cause__ and its __suppress_context__ "
        f"were None and False, and are {error.__cause__!r} and "
        f"{error.__suppress_context__}. Which word of yours sets them?"
    )


async def test_its_traceback_leads_to_the_line_that_failed():
    """The traceback of the exception ends where it was raised."""
    error = OSError("down")

    await error_of(fail(error), error)

    names = [frame.name for frame in traceback.extract_tb(error.__traceback__)]
    assert names[-1:] == ["fail"], (
        "The exception was raised in the function `fail`, and these are the functions "
        f"in its traceback: {names}. Where was the line that failed lost?"
    )


@pytest.mark.parametrize("size", [1, 2])
async def test_a_group_that_a_job_raised_stays_whole(size):
    """If a job itself raises a group, that very group comes out."""
    error = ExceptionGroup("report", [OSError("down"), ValueError("lost")][:size])

    seen = await outcome_of(first_error([fail(error), asyncio.sleep(9)]))

    assert seen is error, (
        f"A job raised {error!r}, and this came out, which is another object: "
        f"{seen!r}. Which group is yours to open, and which is not?"
    )


async def test_an_error_that_is_no_exception_comes_out_as_well():
    """All this holds for an exception that is a BaseException only."""
    error = Halt("at once")

    seen = await outcome_of(first_error([asyncio.sleep(9), fail(error)]))

    assert seen is error, (
        f"A job raised {error!r}, which is no Exception, and this came out: {seen!r}. "
        "Of which type is the group that has it in it?"
    )


async def test_a_failure_cancels_the_others(clock):
    """A failure cancels the others, and comes out when they have ended."""
    jobs = [Job(takes=9, cleanup=2), Job(takes=9, cleanup=3)]

    await outcome_of(run(jobs[0], Job(takes=1.1, error=OSError("down")), jobs[1]))

    assert [job.cancelled[:1] for job in jobs] == [[1.1], [1.1]], (
        f"A job failed at 1.1 s. Another one {what_became_of(jobs[0])}; a third one "
        f"{what_became_of(jobs[1])}. Who tells the others?"
    )
    assert ([job.ended for job in jobs], clock.elapsed) == ([3.1, 4.1], 4.1), (
        f"A job failed at 1.1 s. One that cleans up for 2 s {what_became_of(jobs[0])}; "
        f"one that cleans up for 3 s {what_became_of(jobs[1])}. The exception came out "
        f"at {clock.elapsed:g} s. When has a job ended that was cancelled?"
    )


@pytest.mark.parametrize("fails", [False, True], ids=["twice", "after a failure"])
async def test_a_cancellation_reaches_all_of_them(fails, clock):
    """Cancelled, it cancels all jobs, waits for them, and is cancelled itself."""
    jobs = [Job(takes=9, cleanup=3), Job(takes=9, cleanup=2)]
    failing = [Job(takes=1, error=OSError("down"))] if fails else []

    outcome = await outcome_of(run(*jobs, *failing), *([2] if fails else [1, 2]))

    seen = (
        f"{'A job failed' if fails else 'It was cancelled'} at 1 s, and first_error "
        f"was cancelled at 2 s. One that cleans up for 3 s {what_became_of(jobs[0])}; "
        f"one that cleans up for 2 s {what_became_of(jobs[1])}. It ended at "
        f"{clock.elapsed:g} s."
    )
    assert [job.cancelled[:1] for job in jobs] == [[1], [1]], (
        f"{seen} Who tells the jobs?"
    )
    assert ([job.ended for job in jobs], clock.elapsed) == ([4, 3], 4), seen + (
        " Which line of yours met that cancellation?"
        if clock.elapsed == 2
        else " What does your code wait for?"
    )
    assert fails or isinstance(outcome, asyncio.CancelledError), (
        f"It was cancelled, no job failed, and {outcome!r} came out. "
        "Which line of yours met the CancelledError?"
    )


@given(quarters=st.integers(0, 12), late=st.booleans())
async def test_a_cancellation_is_never_lost(quarters, late):
    """Whenever it is cancelled before its end, its caller hears of it."""
    jobs, went_on = [Job(takes=1), Job(takes=2), Job(takes=3)], []

    async def caller():
        went_on.append(await run(*jobs))

    task = await cancelled_at(caller(), quarters / 4, late=late)

    heard = task.cancelled() and not went_on
    assert heard, (
        f"It was cancelled at {quarters / 4:g} s, the slowest job takes 3 s, and it "
        f"{f'returned {went_on[0]}' if went_on else f'raised {task.exception()!r}'}. "
        "Which line of yours met the CancelledError?"
    )
    left = sum(job.outcome == "at work" for job in jobs)
    assert not left, (
        f"It was cancelled at {quarters / 4:g} s, and has ended; {left} jobs are still "
        "at work. Who ends them?"
    )


# How a job ends, and what its exception says of others then.
WAYS = {
    "good": (lambda error, other, takes: asyncio.sleep(takes, takes), None),
    "plain": (lambda error, other, takes: fail(error, takes), (None, None, False)),
    "cause": (fail_with_cause, (OTHER, None, True)),
    "context": (fail_with_context, (None, OTHER, False)),
    "both": (lambda *how: fail_with_context(*how, OTHER), (OTHER, OTHER, True)),
    "hidden": (lambda *how: fail_with_context(*how, None), (None, OTHER, True)),
}


@given(
    script=st.lists(
        st.tuples(
            st.integers(1, 40),
            st.sampled_from(list(WAYS)),
            st.sampled_from([OSError, Halt]),
        ),
        max_size=5,
        unique_by=lambda entry: entry[0],
    )
)
async def test_any_failures(script):
    """Whatever fails, and how: the first one comes out, as it was."""
    errors = [kind(takes) for takes, _, kind in script]
    failing = [entry for entry in script if entry[1] != "good"]
    first = min(failing, key=lambda entry: entry[0], default=None)
    jobs = [
        WAYS[way][0](error, OTHER, takes)
        for (takes, way, _), error in zip(script, errors, strict=True)
    ]

    seen = await outcome_of(first_error(jobs))

    due = errors[script.index(first)] if first else [takes for takes, _, _ in script]
    assert seen is due or seen == due, (
        f"Due was {due!r}, and this came out: {seen!r}. What decides that in your code?"
    )
    if first:
        assert links(seen) == WAYS[first[1]][1], (
            "The __cause__, the __context__ and the __suppress_context__ of the "
            f"exception were {WAYS[first[1]][1]}, and are {links(seen)}. "
            "Which line of yours has changed one?"
        )
