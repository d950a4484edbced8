"""All tasks are asked, all are waited for, and what went wrong is returned."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import Job, cancelled_at, latencies, outcome_of
from katas.ch06_cancellation.k3_cancel_all import cancel_all

ENDS = ["cancelled", "fails", "returns"]


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


async def test_all_of_them_end():
    """All are cancelled, and have ended; the list is empty, and no other is asked."""
    stranger, *tasks = await begun(*[Job(name, 9) for name in "zabc"])

    out = await outcome_of(cancel_all(tasks))

    assert out == [], (
        f"Three tasks were cancelled, none failed, and {out!r} came out of cancel_all. "
        "What becomes of the CancelledError with which a task ends?"
    )
    ends = ["cancelled" if task.cancelled() else "not cancelled" for task in tasks]
    assert ends == ["cancelled"] * 3, (
        f"cancel_all has returned, and the three tasks are {', '.join(ends)}. "
        "Which line of yours asks each of them?"
    )
    assert stranger.cancelling() == 0, (
        "A task that was not among those given was asked to stop. "
        "Which tasks do you go through?"
    )
    stranger.cancel()
    await over([stranger])


@pytest.mark.parametrize("which", ["no task", "the caller alone"])
async def test_nothing_to_cancel(which):
    """Without tasks, or with the caller alone, the list is empty."""

    async def end_the_program():
        return await cancel_all([asyncio.current_task()] if which != "no task" else [])

    out = await outcome_of(end_the_program())

    assert out == [], f"Given: {which}; {out!r} came out. Can you wait for nothing?"


async def test_they_clean_up_together(clock):
    """All clean up at the same time; this returns when the last one has ended."""
    jobs = [Job("task", 9, cleanup=seconds) for seconds in (3, 1, 2) * 9]
    tasks = await begun(*jobs)

    caller = asyncio.create_task(cancel_all(tasks))
    for _ in range(9):
        await asyncio.sleep(0)
    often = sorted({task.cancelling() for task in tasks})
    await caller

    asked = sorted({tuple(job.cancelled) for job in jobs})
    assert ({times[:1] for times in asked}, often) == ({(0,)}, [1]), (
        "27 tasks clean up for 3, 1 or 2 s. They were asked to stop at these times: "
        f"{asked}; after nine steps of the loop, so often each: {often}. "
        "What does your code do before it asks the next one?"
    )
    assert asked == [(0,)], (
        f"The tasks were asked to stop at these times: {asked}. "
        "What does a further cancel() do to a task that cleans up?"
    )
    assert clock.elapsed == 3, (
        "27 tasks clean up for 3, 1 or 2 s, all at once, and cancel_all "
        f"returned after {clock.elapsed:g} s. Which line waits, and for which of them?"
    )


async def test_failures_are_returned(clock):
    """What some of them raise is returned, and keeps no other from ending."""
    first, second = OSError("first"), ExceptionGroup("second", [ValueError(1)])
    tasks = await begun(
        Job("a", 9, cleanup=1, cleanup_error=first),
        Job("b", 9, cleanup=0),
        Job("c", 9, cleanup=3),
        Job("d", 9, cleanup=2, cleanup_error=second),
    )

    failures = await outcome_of(cancel_all(tasks))

    assert clock.elapsed == 3, (
        "Two tasks failed at 1 s and 2 s, the last one has cleaned up after 3 s, "
        f"and after {clock.elapsed:g} s {failures!r} came out. "
        "What does a failure change for those that still clean up?"
    )
    assert failures in ([first, second], [second, first]), (
        f"Two failed, with {first!r} and {second!r}, and {failures!r} came out. "
        "What becomes of each failure?"
    )


async def test_a_task_that_has_ended_counts():
    """The failure of a task that had ended before is returned too."""
    error = OSError("before")
    ended = await begun(Job("good"), Job("bad", error=error))
    await over(ended)
    tasks = [*ended, *await begun(Job("late", 9))]

    failures = await outcome_of(cancel_all(tasks))

    assert failures == [error], (
        f"One task had returned before, one had failed with {error!r}, one is "
        f"cancelled now, and {failures!r} came out. Which of them belong into the list?"
    )


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
    await outcome_of(cancel_all([task]))
    await over([task])

    assert again.cancelled == [0], (
        "Somebody had asked the task to stop before, and it went on. Now it was asked "
        f"at these times: {again.cancelled}. Which tasks do you ask?"
    )


async def test_a_task_may_return(clock):
    """A task that ignores its cancellation is waited for, and has not failed."""
    tasks = await begun(Job("a", 9, cleanup=4, swallows=True), Job("b", 9, cleanup=1))

    failures = await outcome_of(cancel_all(tasks))

    assert (failures, clock.elapsed) == ([], 4), (
        "The task a took 4 s, and returned None; b ended cancelled after 1 s. After "
        f"{clock.elapsed:g} s {failures!r} came out. When has a task failed?"
    )


async def test_the_caller_is_left_alone():
    """A caller that passes asyncio.all_tasks() is among them, and goes on."""
    tasks = await begun(Job("a", 9, cleanup=1), Job("b", 9, cleanup=2))

    async def end_the_program():
        failures = await cancel_all([tasks[0], asyncio.current_task(), tasks[1]])
        await asyncio.sleep(0)
        return failures, asyncio.current_task().cancelling()

    caller = asyncio.create_task(end_the_program())
    await asyncio.wait([caller], timeout=9)

    state = "cancelled" if caller.done() else "still waiting after 9 s"
    assert (caller.done(), caller.cancelled()) == (True, False), (
        f"The caller was among the tasks; they ended after 2 s, and it was {state}. "
        "What became of the task that asks?"
    )
    assert caller.result() == ([], 0), (
        f"It returned {caller.result()[0]}, and cancelling() of the caller is "
        f"{caller.result()[1]}. What asked the caller to stop?"
    )
    assert [task.done() for task in tasks] == [True, True], (
        "The caller was the second of three tasks, and the others have not both ended. "
        "Which tasks do you leave out?"
    )


@pytest.mark.parametrize("instants", [[2], [2, 3]], ids=["once", "twice"])
@pytest.mark.parametrize("end", ["a CancelledError", "None", "OSError", "PowerCut"])
async def test_your_own_cancellation_comes_out(end, instants):
    """A caller that is cancelled while this waits hears of it."""
    error = {"OSError": OSError("disk full"), "PowerCut": PowerCut()}.get(end)
    tasks = await begun(
        Job("a", 9, cleanup=1),
        Job("b", 9, cleanup=5, cleanup_error=error, swallows=end == "None"),
    )

    out = await outcome_of(cancel_all(tasks), *instants)
    await over(tasks)

    assert isinstance(out, asyncio.CancelledError), (
        f"The caller was cancelled at {' s and '.join(map(str, instants))} s, while "
        f"cancel_all waited. The last task ended with {end}, and {out!r} came out. "
        "What became of the caller's cancellation?"
    )


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("instant", [1, 3])
async def test_a_cancellation_when_a_task_ends_comes_out(instant, late):
    """A caller that is cancelled just when a task ends hears of it."""
    tasks = await begun(Job("a", 9, cleanup=1), Job("b", 9, cleanup=3))

    caller = await cancelled_at(cancel_all(tasks), instant, late=late)
    await over(tasks)

    assert caller.cancelled(), (
        "Two tasks clean up for 1 and 3 s. The caller was cancelled at "
        f"{instant} s, just when one ended, and never heard of it. "
        "How do you tell the two cancellations apart?"
    )


async def test_a_timeout_around_it():
    """A time-out around this ends with TimeoutError."""
    tasks = await begun(Job("a", 9, cleanup=2), Job("b", 9, cleanup=3))

    async def with_timeout():
        async with asyncio.timeout(1):
            await cancel_all(tasks)

    out = await outcome_of(with_timeout())
    await over(tasks)

    assert isinstance(out, TimeoutError), (
        f"A time-out of 1 s around cancel_all was over, and {out!r} came out of it. "
        "How often was the calling task asked to stop, and by whom?"
    )


@pytest.mark.parametrize("again", [False, True])
async def test_it_may_be_used_while_its_caller_cleans_up(again):
    """A caller that was cancelled before gets the list, or hears of a further one."""
    error, outs = OSError("lost"), []
    tasks = await begun(
        Job("a", 99, cleanup=1, cleanup_error=error), Job("b", 99, cleanup=2)
    )

    async def main():
        try:
            await asyncio.sleep(99)
        finally:
            try:
                outs.append(await cancel_all(tasks))
            except asyncio.CancelledError:
                outs.append("CancelledError")

    await outcome_of(main(), 1, *[2] if again else [])
    await over(tasks)

    assert outs == (["CancelledError"] if again else [[error]]), (
        f"A task was cancelled at 1 s{' and 2 s' if again else ''}. From 1 s to 3 s it "
        f"called cancel_all in its `finally`, a task failed with {error!r}, and this "
        f"came out: {outs}. Was the caller cancelled while you waited?"
    )


@given(
    script=st.lists(st.tuples(st.integers(0, 320), st.sampled_from(ENDS)), max_size=6),
    instant=latencies(most=24),
    late=st.booleans(),
)
async def test_any_tasks_cancelled_at_any_instant(script, instant, late, clock):
    """It ends with the slowest task, with each failure once, if nobody cancels it."""
    jobs, longest = [], max([0, *[sixteenths / 16 for sixteenths, _ in script]])
    for name, (sixteenths, end) in zip("abcdef", script, strict=False):
        error = OSError("down") if end == "fails" else None
        swallows, took = end == "returns", sixteenths / 16
        jobs.append(Job(name, 99, cleanup=took, cleanup_error=error, swallows=swallows))
    errors = [job.cleanup_error for job in jobs if job.cleanup_error]
    tasks = await begun(*jobs)

    instants = [instant] * bool(script)
    caller = await cancelled_at(cancel_all(tasks), *instants, late=late)
    elapsed = clock.elapsed
    await over(tasks)

    came = "cancelled"
    if not caller.cancelled():
        came = f"{caller.result()} after {elapsed:g} s"
    cancelled = any(instant <= longest for instant in instants)
    right = "cancelled" if cancelled else f"{errors} after {longest:g} s"
    assert came == right, (
        f"The tasks cleaned up for {[job.cleanup for job in jobs]} s, these failed: "
        f"{errors}, and the caller was to be cancelled at {instant:g} s, if it still "
        f"waited then. The end was: {came}; and not: {right}. What do you wait for?"
    )
