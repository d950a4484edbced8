"""Stop is a regular end, a failure is none, and a cancellation is never lost."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import Job, cancelled_at, outcome_of, told, what_became_of
from katas.ch07_task_groups.k6_run_until import run_until


def stop_after(seconds):
    """Return an event that is set after a while; never, if that is None."""
    stop = asyncio.Event()
    if seconds is not None:
        asyncio.get_running_loop().call_later(seconds, stop.set)
    return stop


def run(stop, *jobs):
    """Begin `run_until` with these jobs as workers, and a stop after a while."""
    for number, job in enumerate(jobs, 1):
        job.name = f"worker {number}"
    event = stop if isinstance(stop, asyncio.Event) else stop_after(stop)
    return run_until(event, *(job() for job in jobs))


@pytest.mark.parametrize("first", ["answered", "cancelled"])
async def test_it_ends_when_all_workers_have_ended(first, clock):
    """Without a stop it ends with the slowest worker, also if one cancels itself."""
    error = asyncio.CancelledError() if first == "cancelled" else None
    jobs = [Job(takes=1, error=error), Job(takes=3.3), Job(takes=2)]

    await run(20, *jobs)

    ends = [(job.outcome, job.ended) for job in jobs]
    due = [(first, 1), ("answered", 3.3), ("answered", 2)]
    assert (ends, clock.elapsed) == (due, 3.3), (
        f"Nobody said stop before 20 s, and no worker failed. Due was {due}. They "
        f"ended so: {ends}, and it at {clock.elapsed:g} s. What does it wait for?"
    )


@pytest.mark.parametrize("cleared", [False, True], ids=["stays set", "is cleared"])
async def test_stop_cancels_the_workers(cleared, clock):
    """When `stop` is set, it cancels each worker that is at work, and returns."""
    jobs, moment = [Job(takes=1), Job(takes=9), Job(takes=9)], 2.7182818
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    loop.call_later(moment, lambda: (stop.set(), cleared and stop.clear()))

    outcome = await outcome_of(run(stop, *jobs))

    assert not isinstance(outcome, BaseException), (
        f"Stop was set, no worker failed, and {outcome!r} came out. Who raised it?"
    )
    assert [job.cancelled[:1] for job in jobs] == [[], [moment], [moment]], (
        f"Stop was set at {moment} s{', and cleared at once' if cleared else ''}. The "
        f"three workers: one {'; one '.join(map(what_became_of, jobs))}. "
        f"{'How do you learn of it' if jobs[1].cancelled else 'Who tells them'}?"
    )
    assert clock.elapsed == moment, (
        f"At {moment} s all workers had ended. It ended at {clock.elapsed:g} s. Why?"
    )


async def test_it_waits_until_the_workers_have_ended(clock):
    """After a stop it returns when the workers have finished their clean-up."""
    jobs = [Job(takes=9, cleanup=2), Job(takes=9, cleanup=3, swallows=True)]

    await run(1, *jobs)

    assert ([job.ended for job in jobs], clock.elapsed) == ([3, 4], 4), (
        "Stop was set at 1 s. A worker that cleans up for 2 s "
        f"{what_became_of(jobs[0])}; one that cleans up for 3 s and returns then "
        f"{what_became_of(jobs[1])}. It ended at {clock.elapsed:g} s. "
        "When has a worker ended that was cancelled?"
    )


async def test_stop_may_be_set_already(clock):
    """If `stop` is set from the beginning, it ends at once."""
    stop, job = stop_after(None), Job(takes=9)
    stop.set()

    await run(stop, job)

    assert clock.elapsed == 0, (
        f"Stop was set from the beginning, and it ended after {clock.elapsed:g} s. "
        "What does it wait for?"
    )
    assert job.outcome in ("not begun", "cancelled"), (
        f"Stop was set from the beginning, and the worker {what_became_of(job)}. "
        "Who ends it?"
    )


@pytest.mark.parametrize("end", ["success", "failure", "cancellation"])
async def test_stop_belongs_to_the_caller(end):
    """It never sets `stop`: others may wait for it, too."""
    stop = asyncio.Event()
    waiter = asyncio.create_task(stop.wait())
    job = Job(takes=1, error=OSError("down") if end == "failure" else None)

    await outcome_of(run(stop, job), *([0.5] if end == "cancellation" else []))

    assert not waiter.done(), (
        f"It ended with a {end}, nobody said stop, and a task that waited for stop was "
        "woken. Which line of yours sets it?"
    )
    waiter.cancel()


@pytest.mark.parametrize("seconds", [1, 3])
async def test_nothing_is_left(seconds):
    """When it ends, no task that it made is there any more."""
    await run(seconds, Job(takes=2), Job(takes=2))

    left = len(asyncio.all_tasks()) - 1
    assert left == 0, (
        f"Stop at {seconds} s, two workers of 2 s. It has ended, and tasks that have "
        f"not: {left}. When has a task ended that was told to stop?"
    )


async def test_a_failure_cancels_the_others(clock):
    """A failure cancels the others, and comes out in a group when they have ended."""
    slow, error = Job(takes=9, cleanup=2), OSError("down")

    outcome = await outcome_of(run(20, slow, Job(takes=1, error=error)))

    assert (slow.cancelled[:1], slow.ended, clock.elapsed) == ([1], 3, 3), (
        "A worker failed at 1 s; another one, which cleans up for 2 s, "
        f"{what_became_of(slow)}. It ended at {clock.elapsed:g} s. "
        "What does a failure mean for the others?"
    )
    assert isinstance(outcome, ExceptionGroup), (
        f"A worker failed with {error!r}, and this came out: {outcome!r}. "
        "Who puts it into a group?"
    )


async def test_a_failure_is_not_hidden_by_stop():
    """A worker that sets `stop` and fails at the same moment has failed."""
    stop, error = asyncio.Event(), OSError("disk full")

    async def give_up():
        await asyncio.sleep(1)
        stop.set()
        raise error

    outcome = await outcome_of(run_until(stop, Job(takes=9)(), give_up()))

    assert told(outcome) == [error], (
        f"A worker set stop, and failed with {error!r} at the same moment. "
        f"{outcome!r} came out. Whom does your code ask first?"
    )


@pytest.mark.parametrize("fails", [False, True], ids=["after stop", "after a failure"])
async def test_every_failure_comes_out(fails):
    """A worker that fails while it cleans up has failed as well."""
    first, second, third = OSError("down"), ValueError("not saved"), OSError("dirty")
    jobs = [Job(takes=9, cleanup=1, cleanup_error=e) for e in (second, third)]
    failing = [Job(takes=1, error=first)] if fails else []

    outcome = await outcome_of(run(20 if fails else 1, *jobs, *failing))

    due = [first, second, third] if fails else [second, third]
    assert sorted(told(outcome), key=id) == sorted(due, key=id), (
        f"{'A worker failed' if fails else 'Stop was set'} at 1 s. These errors were "
        f"raised, some of them in a clean-up: {due}. What came out: {outcome!r}. "
        "Who looks at the workers that were cancelled?"
    )


@pytest.mark.parametrize("cause", ["a cancellation", "a failure", "stop"])
async def test_a_cancellation_reaches_the_workers(cause, clock):
    """Cancelled, it cancels the workers, waits for them, and is cancelled itself."""
    jobs = [Job(takes=9, cleanup=3), Job(takes=9, cleanup=2)]
    failing = [Job(takes=1, error=OSError("down"))] if cause == "a failure" else []
    instants = [1, 2] if cause == "a cancellation" else [2]

    outcome = await outcome_of(
        run(1 if cause == "stop" else None, *jobs, *failing), *instants
    )

    seen = (
        f"At 1 s came {cause}, at 2 s a cancellation. A worker that cleans up for 3 s "
        f"{what_became_of(jobs[0])}; one that cleans up for 2 s "
        f"{what_became_of(jobs[1])}. It ended at {clock.elapsed:g} s."
    )
    assert [job.cancelled[:1] for job in jobs] == [[1], [1]], (
        f"{seen} Who tells the workers?"
    )
    assert ([job.ended for job in jobs], clock.elapsed) == ([4, 3], 4), seen + (
        " Which line of yours met the cancellation at 2 s?"
        if clock.elapsed == 2
        else " What does your code wait for?"
    )
    assert failing or isinstance(outcome, asyncio.CancelledError), (
        f"{seen} No worker failed, and {outcome!r} came out. Who was to hear of it?"
    )


@pytest.mark.parametrize("instants", [[1], [1, 1.5]])
async def test_a_task_that_is_cleaning_up_may_call_it(instants):
    """An earlier cancellation of its caller is none of its business; a new one is."""
    outcomes = []

    async def caller():
        try:
            await asyncio.sleep(9)
        finally:
            outcomes.append(await run(1, Job(takes=9)))

    await outcome_of(caller(), *instants)

    assert outcomes == ([None] if instants == [1] else []), (
        f"A task was cancelled at {instants} s, and called it at 1 s, to clean up. "
        f"Stop was set at 2 s, and it {'returned' if outcomes else 'did not return'}. "
        "How does your code know that it was cancelled meanwhile?"
    )


@given(quarters=st.integers(1, 23), late=st.booleans())
async def test_a_cancellation_is_never_lost(quarters, late):
    """Whenever the caller is cancelled before the end, it hears of it right there."""
    jobs, went_on = [Job(takes=9, cleanup=2), Job(takes=3), Job(takes=9, cleanup=1)], []

    async def caller():
        went_on.append(await run(4, *jobs))

    task = await cancelled_at(caller(), quarters / 4, late=late)

    heard = task.cancelled() and not went_on
    assert heard, (
        f"It was cancelled at {quarters / 4:g} s. Stop was set at 4 s; the worker with "
        f"the longest clean-up {what_became_of(jobs[0])}. It "
        f"{'returned' if went_on else f'raised {task.exception()!r}'}. "
        "Which line of yours met the CancelledError?"
    )
    left = len(asyncio.all_tasks()) - 1
    assert not left, (
        f"It was cancelled at {quarters / 4:g} s, and has ended; {left} of its tasks "
        "have not. Who ends them?"
    )


@st.composite
def scripts(draw):
    """Return workers and the instant of stop, so that no two things fall together."""
    takes = draw(st.lists(st.integers(1, 20), max_size=5, unique=True))
    stop = draw(st.none() | st.integers(0, 20).map(lambda n: n + 0.5))
    return stop, [
        Job(
            takes=seconds,
            cleanup=draw(st.sampled_from([0, 0.25, 1.25, 2.25])),
            error=draw(st.none() | st.builds(OSError, st.just(seconds))),
        )
        for seconds in takes
    ]


@given(script=scripts())
async def test_any_script(script, clock):
    """It ends with stop, the last worker or the first failure, and the clean-up."""
    stop, jobs = script
    # What ends it, and the error that comes out then.
    ends = [(max((job.takes for job in jobs), default=0), None)]
    ends += [(job.takes, job.error) for job in jobs if job.error]
    ends += [(stop, None)] if stop is not None else []
    end, error = min(ends, key=lambda entry: (entry[0], entry[1] is None))

    outcome = await outcome_of(run(stop, *jobs))

    seen = (
        f"Workers of {[job.takes for job in jobs]} s, of which some fail: "
        f"{[job.error for job in jobs]}; stop at {stop} s"
    )
    assert told(outcome) == ([error] if error else []), (
        f"{seen}. This came out: {outcome!r}. What ended it?"
    )
    last = end + max((job.cleanup for job in jobs if job.takes > end), default=0)
    assert clock.elapsed == last, (
        f"{seen}. All was over at {last:g} s, and it ended at {clock.elapsed:g} s. "
        "What does it wait for?"
    )
