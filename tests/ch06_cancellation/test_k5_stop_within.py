"""All are told to stop, and it is known which go on after the time of grace."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import Job, cancelled_at, latencies, outcome_of
from katas.ch06_cancellation.k5_stop_within import stop_within


class PowerCut(BaseException):
    """An error that is no Exception."""


async def begun(*jobs):
    """Start tasks, and let them begin."""
    tasks = [asyncio.create_task(job(), name=job.name) for job in jobs]
    await asyncio.sleep(0)
    return tasks


async def over(tasks):
    """Wait until tasks have ended, and look at their exceptions."""
    await asyncio.gather(*tasks, return_exceptions=True)


def names(tasks):
    """Return the names of tasks, sorted; what is no set comes back as it is."""
    if not isinstance(tasks, set):
        return tasks
    return sorted(task.get_name() for task in tasks)


def assert_left(left, expected, told):
    """Check which tasks came out."""
    assert not isinstance(left, BaseException), (
        f"{told}: {left!r} came out. Which line of yours lets it out?"
    )
    assert names(left) == expected, (
        f"{told}: {names(left)!r} came out. Which tasks still go on then?"
    )


def assert_asked_once(jobs, when):
    """Check that nothing disturbed the jobs while they cleaned up."""
    asked = {job.name: job.cancelled for job in jobs}
    assert all(len(times) == 1 for times in asked.values()), (
        f"{when}, and the tasks were asked to stop at these times: {asked}. "
        "Which of your lines asks a task that cleans up already?"
    )


async def test_a_task_that_has_not_ended_is_returned(clock):
    """A task that has ended in time is not returned, one that goes on is."""
    jobs = [Job("quick", 99, cleanup=1), Job("hanging", 99, cleanup=9)]
    tasks = await begun(*jobs)

    left = await outcome_of(stop_within(tasks, 3))

    told = "The tasks quick and hanging clean up for 1 s and 9 s, the grace is 3 s"
    question = "Which line of yours waits, and until when?"
    if len(jobs[1].cancelled) > 1:
        question = "What does your time-out do to what it waits for?"
    assert clock.elapsed <= 3, (
        f"{told}: {names(left)!r} came out at {clock.elapsed:g} s. {question}"
    )
    assert_left(left, ["hanging"], told)
    await over(tasks)


async def test_nobody_is_waited_for_longer(clock):
    """After `grace` seconds it returns, whichever tasks still go on."""
    tasks = await begun(*[Job(n, 99, cleanup=s) for n, s in [("a", 7), ("b", 9)]])

    left = await outcome_of(stop_within(tasks, 3))

    assert clock.elapsed == 3, (
        f"With 3 s of grace it came back after {clock.elapsed:g} s. "
        "Which line waits for the tasks that go on?"
    )
    assert_left(left, ["a", "b"], "Tasks a and b need longer than the grace")
    await over(tasks)


async def test_it_ends_with_the_last_task(clock):
    """Where all have ended sooner, it returns then."""
    tasks = await begun(Job("a", 99, cleanup=2.0625), Job("b", 99, cleanup=1))

    left = await outcome_of(stop_within(tasks, 5))

    assert clock.elapsed == 2.0625, (
        f"The last task had ended after 2.0625 s, and after {clock.elapsed:g} s "
        f"{names(left)!r} came out. Which line waits, and until when?"
    )
    assert_left(left, [], "Both tasks ended in time")


async def test_without_tasks_nothing_happens(clock):
    """No tasks: an empty set, at once."""
    left = await outcome_of(stop_within([], 5))

    assert (left, clock.elapsed) == (set(), 0), (
        f"There were no tasks, and after {clock.elapsed:g} s {left!r} came out. "
        "Can you wait for nothing?"
    )


async def test_all_are_cancelled_at_once(clock):
    """Each task hears of it at the beginning, and the times do not add up."""
    jobs = [Job("task", 99, cleanup=2) for _ in range(20)]
    tasks = await begun(*jobs)

    caller = asyncio.create_task(stop_within(tasks, 5))
    for _ in range(9):
        await asyncio.sleep(0)
    often = sorted({task.cancelling() for task in tasks})
    await outcome_of(asyncio.wait_for(caller, None))
    await over(tasks)

    asked = sorted({tuple(job.cancelled) for job in jobs})
    assert ({times[:1] for times in asked}, often) == ({(0,)}, [1]), (
        f"20 tasks were asked to stop at these times: {asked}; after nine steps of the "
        f"loop, so often each: {often}. "
        "What does your code do before it asks the next one?"
    )


@pytest.mark.parametrize("end", ["a result", "OSError", "PowerCut", "CancelledError"])
async def test_a_task_that_has_ended_is_not_returned(end):
    """A task that has ended, before this or in time, is not returned."""
    error = {"OSError": OSError("down"), "PowerCut": PowerCut()}.get(end)
    before = Job("before", 99 if end == "CancelledError" else 0, error=error)
    in_time = Job(
        "in time", 99, cleanup=1, cleanup_error=error, swallows=end == "a result"
    )
    tasks = await begun(before)
    if end == "CancelledError":
        tasks[0].cancel()
    await over(tasks)
    tasks += await begun(in_time, Job("late", 99, cleanup=9))

    left = await outcome_of(stop_within(tasks, 3))

    told = f"One task ended before and one in time, both with {end}, and one was late"
    assert_left(left, ["late"], told)
    await over(tasks)


async def test_a_task_that_took_an_earlier_request_is_asked_too():
    """A task that was asked before, and went on, is asked to stop."""
    first, again = Job("first", 99, swallows=True), Job("again", 99)

    async def work():
        await first()
        await again()

    task = asyncio.create_task(work())
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.sleep(0)
    await outcome_of(stop_within([task], 3))
    await over([task])

    assert again.cancelled == [0], (
        "Somebody had asked the task to stop before, and it went on. Now it was asked "
        f"at these times: {again.cancelled}. Which tasks do you ask?"
    )


async def test_a_grace_of_0(clock):
    """With a grace of 0 it returns at once, and all were cancelled."""
    jobs = [Job("a", 99, cleanup=2), Job("b", 99, cleanup=9)]
    tasks = await begun(*jobs)

    left = await outcome_of(stop_within(tasks, 0))

    assert (names(left), clock.elapsed) == (["a", "b"], 0), (
        f"With a grace of 0, {names(left)!r} came out after {clock.elapsed:g} s; the "
        "tasks a and b needed longer. What does your code make of a grace of 0?"
    )
    await over(tasks)
    assert_asked_once(jobs, "The grace was 0")


async def test_what_goes_on_is_not_cut_off():
    """A task is cancelled once: what it does to clean up goes on to its end."""
    jobs = [Job("quick", 99, cleanup=1), Job("slow", 99, cleanup=9)]
    tasks = await begun(*jobs)

    await outcome_of(stop_within(tasks, 3))
    await over(tasks)

    assert_asked_once(jobs, "The tasks clean up for 1 s and 9 s, the grace is 3 s")


async def test_a_cancellation_is_raised_at_once(clock):
    """Cancelled, it does not wait, and the tasks are left to themselves."""
    jobs = [Job("quick", 99, cleanup=1), Job("slow", 99, cleanup=9)]
    tasks = await begun(*jobs)

    out = await outcome_of(stop_within(tasks, 5), 2)
    elapsed = clock.elapsed
    await over(tasks)

    assert isinstance(out, asyncio.CancelledError), (
        f"The caller was cancelled at 2 s: {names(out)!r} came out at {elapsed:g} s. "
        "What becomes of the CancelledError in your code?"
    )
    assert elapsed == 2, (
        f"It was cancelled at 2 s, and ended at {elapsed:g} s. What does it wait for?"
    )
    assert_asked_once(jobs, "It was cancelled at 2 s")


@pytest.mark.parametrize("rings", [1, 5])
async def test_a_timeout_around_it(rings):
    """A time-out around it ends with TimeoutError, also where it rings afterwards."""
    tasks = await begun(Job("slow", 99, cleanup=9))

    async def with_timeout():
        async with asyncio.timeout(rings):
            await stop_within(tasks, 3)
            await asyncio.sleep(99)

    out = await outcome_of(with_timeout())
    await over(tasks)

    assert isinstance(out, TimeoutError), (
        f"A time-out of {rings} s was around stop_within, with its 3 s of grace, and "
        f"around the lines after it. When it was over, {out!r} came out. "
        "How often was the calling task asked to stop, and by whom?"
    )


@pytest.mark.parametrize("late", [False, True])
async def test_a_cancellation_at_the_end_of_the_time(late):
    """A cancellation that comes exactly when the time is over is not lost."""
    tasks = await begun(Job("slow", 99, cleanup=9))

    caller = await cancelled_at(stop_within(tasks, 3), 3, late=late)
    await over(tasks)

    assert caller.cancelled(), (
        "The caller was cancelled at 3 s, exactly when the time was over, and never "
        "heard of it. How do you know whose cancellation you see?"
    )


@pytest.mark.parametrize("again", [False, True])
async def test_it_may_be_used_while_its_caller_cleans_up(again):
    """A caller that was cancelled before gets the set, or hears of a further one."""
    tasks, outs = await begun(Job("slow", 99, cleanup=9)), []

    async def serve():
        try:
            await asyncio.sleep(99)
        finally:
            try:
                outs.append(names(await stop_within(tasks, 3)))
            except asyncio.CancelledError:
                outs.append("CancelledError")

    await outcome_of(serve(), 1, *[2] if again else [])
    await over(tasks)

    assert outs == ["CancelledError" if again else ["slow"]], (
        f"A task was cancelled at 1 s{' and 2 s' if again else ''}. From 1 s on it "
        f"called stop_within in its `finally`, with 3 s of grace: {outs} came out. "
        "Was the caller cancelled while you waited?"
    )


@given(
    grace=latencies(most=16),
    cleanups=st.lists(st.integers(0, 320).map(lambda n: n / 16), max_size=5),
    instant=latencies(most=16),
)
async def test_any_grace_and_any_tasks(grace, cleanups, instant, clock):
    """It returns those that need longer; cancelled before that, it ends at once."""
    grace, instant = grace + 1 / 32, instant + 1 / 64
    jobs = [Job(f"task {n}", 99, cleanup=each) for n, each in enumerate(cleanups)]
    tasks = await begun(*jobs)

    caller = await cancelled_at(stop_within(tasks, grace), instant)
    out = "CancelledError" if caller.cancelled() else names(caller.result())
    elapsed = clock.elapsed
    await over(tasks)

    end = min(grace, max(cleanups, default=0))
    right = [job.name for job in jobs if job.cleanup > grace]
    right, end = ("CancelledError", instant) if instant < end else (right, end)
    assert (out, elapsed) == (right, end), (
        f"Tasks clean up for {cleanups} s, the grace is {grace} s, and the caller was "
        f"to be cancelled at {instant} s. At {elapsed} s {out} came out; right is "
        f"{right} at {end} s. What does your code wait for, and how long?"
    )
    assert_asked_once(jobs, f"The tasks clean up for {cleanups} s")
