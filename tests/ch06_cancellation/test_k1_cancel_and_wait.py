"""A task is asked once, waited for, and nobody's cancellation is mixed up."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import Job, cancelled_at, latencies, outcome_of
from katas.ch06_cancellation.k1_cancel_and_wait import cancel_and_wait


class PowerCut(BaseException):
    """An error that is no Exception."""


async def begun(job):
    """Start a task, and let it begin."""
    task = asyncio.create_task(job(), name="reader")
    await asyncio.sleep(0)
    return task


async def over(task):
    """Wait until a task has ended, and look at its exception."""
    await asyncio.wait([task])
    return None if task.cancelled() else task.exception()


async def test_the_task_ends():
    """The task is cancelled, and has ended; its CancelledError is not raised."""
    task = await begun(Job("reader", 99))

    out = await outcome_of(cancel_and_wait(task))

    assert out is None, (
        f"The task was to stop, nobody cancelled the caller, and {out!r} came out of "
        "cancel_and_wait. Whose is it, and which line of yours lets it out?"
    )
    assert task.cancelled(), (
        "cancel_and_wait has returned, and the task has "
        f"{'ended, but not cancelled' if task.done() else 'not ended'}. "
        "Who asks it to stop, and who waits for it?"
    )


async def test_it_waits_for_the_cleaning_up(clock):
    """It returns when the task has finished its cleaning up, and not before."""
    job = Job("reader", 99, cleanup=2.0625)
    task = await begun(job)

    await cancel_and_wait(task)

    assert task.done(), (
        "The task needs 2.0625 s to clean up, and cancel_and_wait returned after "
        f"{clock.elapsed:g} s. When has a task ended?"
    )
    assert len(job.cancelled) == 1, (
        f"While it cleaned up, the task was asked to stop {len(job.cancelled)} times. "
        "What does each further cancel() do to a task that cleans up?"
    )
    assert clock.elapsed == 2.0625, (
        f"The task had ended after 2.0625 s, and cancel_and_wait returned after "
        f"{clock.elapsed:g} s. What do you wait for?"
    )


@pytest.mark.parametrize(
    "error",
    [OSError("disk full"), TimeoutError("slow"), PowerCut()],
    ids=lambda error: type(error).__name__,
)
async def test_its_exception_comes_out(error):
    """Where the task fails while it cleans up, that exception is raised."""
    task = await begun(Job("reader", 99, cleanup=1, cleanup_error=error))

    out = await outcome_of(cancel_and_wait(task))

    assert out is error, (
        f"The task failed with {error!r} while it cleaned up, and {out!r} came out of "
        "cancel_and_wait. What do you ask a task that has ended?"
    )


@pytest.mark.parametrize(
    "result", ["all of it", OSError("was seen")], ids=["a text", "an exception object"]
)
async def test_a_task_may_end_with_a_result(result, clock):
    """Where the task ends with a result, this returns, and nothing is raised."""
    task = await begun(Job("reader", 99, cleanup=1, swallows=True, result=result))

    out = await outcome_of(cancel_and_wait(task))

    assert (out, clock.elapsed) == (None, 1), (
        f"The task cleaned up for 1 s, and returned {result!r}. After "
        f"{clock.elapsed:g} s {out!r} came out of cancel_and_wait. "
        "How do you know in which way a task has ended?"
    )


@pytest.mark.parametrize("end", ["a result", "an exception", "cancelled"])
async def test_a_task_that_has_ended_is_left_alone(end, clock):
    """A task that had ended before, in whatever way, is not touched."""
    error = OSError("before") if end == "an exception" else None
    task = await begun(Job("reader", 9 if end == "cancelled" else 0, error=error))
    if end == "cancelled":
        task.cancel()
    await over(task)

    out = await outcome_of(cancel_and_wait(task))

    assert (out, clock.elapsed) == (None, 0), (
        f"The task had ended before ({end}), and after {clock.elapsed:g} s {out!r} "
        "came out of cancel_and_wait. What is left to be done for such a task?"
    )


async def test_a_task_that_took_an_earlier_request_is_asked_too():
    """A task that was asked before, and went on, is asked to stop."""
    job = Job("reader", 99)

    async def work():
        try:
            await asyncio.sleep(9)
        except asyncio.CancelledError:
            await job()

    task = await begun(work)
    task.cancel()
    await asyncio.sleep(0)
    await cancel_and_wait(task)

    assert job.ended == 0, (
        "Somebody had asked the task to stop before, and it went on. It was still at "
        f"work until {job.ended:g} s. When do you ask it?"
    )


@pytest.mark.parametrize("instants", [[2], [2, 3]], ids=["once", "twice"])
@pytest.mark.parametrize(
    "end", ["a CancelledError", "a result", "an exception", "PowerCut()"]
)
async def test_your_own_cancellation_comes_out(end, instants):
    """A caller that is cancelled while this waits hears of it."""
    errors = {"an exception": OSError("disk full"), "PowerCut()": PowerCut()}
    error, swallows = errors.get(end), end == "a result"
    job = Job("reader", 99, cleanup=5, cleanup_error=error, swallows=swallows)
    task = await begun(job)

    out = await outcome_of(cancel_and_wait(task), *instants)
    await over(task)

    assert isinstance(out, asyncio.CancelledError), (
        f"The caller was cancelled at {' s and '.join(map(str, instants))} s, while "
        f"cancel_and_wait waited. The task ended with {end}, and {out!r} "
        "came out. What became of the caller's cancellation?"
    )


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("error", [None, OSError("disk full")], ids=repr)
async def test_a_cancellation_at_the_very_end_comes_out(error, late):
    """A caller that is cancelled just when the task ends hears of it."""
    task = await begun(Job("reader", 99, cleanup=3, cleanup_error=error))

    caller = await cancelled_at(cancel_and_wait(task), 3, late=late)
    await over(task)

    assert caller.cancelled(), (
        "The caller was cancelled at 3 s, just when the task ended, and never heard of "
        "it. How do you tell the two cancellations apart?"
    )


async def test_a_timeout_around_it():
    """A time-out around this ends with TimeoutError."""
    task = await begun(Job("reader", 99, cleanup=3))

    async def with_timeout():
        async with asyncio.timeout(1):
            await cancel_and_wait(task)

    out = await outcome_of(with_timeout())
    await over(task)

    assert isinstance(out, TimeoutError), (
        f"A time-out of 1 s around cancel_and_wait was over, and {out!r} came out of "
        "it. How often was the calling task asked to stop, and by whom?"
    )


async def test_it_may_be_used_while_its_caller_cleans_up():
    """A caller that was cancelled before can stop one task after the other."""
    tasks = [await begun(Job("reader", 99, cleanup=1)) for _ in range(2)]

    async def work():
        try:
            await asyncio.sleep(9)
        finally:
            for task in tasks:
                await cancel_and_wait(task)

    await outcome_of(work(), 1)

    assert [task.done() for task in tasks] == [True, True], (
        "A task was cancelled, and called cancel_and_wait twice in its `finally`. The "
        "second task still runs. Was anybody cancelled while you waited for the first?"
    )


@pytest.mark.parametrize("instants", [[2], [2, 3]], ids=["once", "twice"])
async def test_cancelled_again_while_its_caller_cleans_up(instants):
    """A caller that was cancelled before hears of a further cancellation."""
    task, outs = await begun(Job("reader", 99, cleanup=5)), []

    async def work():
        try:
            await asyncio.sleep(9)
        finally:
            try:
                outs.append(await cancel_and_wait(task))
            except asyncio.CancelledError:
                outs.append("CancelledError")

    await outcome_of(work(), 1, *instants)
    await over(task)

    assert outs == ["CancelledError"], (
        "A task was cancelled at 1 s, called cancel_and_wait in its `finally`, and was "
        f"cancelled again at {' s and '.join(map(str, instants))} s. This came out of "
        f"cancel_and_wait: {outs}. "
        "How do you know whether somebody cancelled the caller while you waited?"
    )


@given(sixteenths=st.integers(1, 320), instant=latencies(most=24), late=st.booleans())
async def test_cancelled_at_any_instant(sixteenths, instant, late, clock):
    """The caller ends cancelled if and only if it was cancelled while this waited."""
    cleanup = sixteenths / 16
    task = await begun(Job("reader", 99, cleanup=cleanup))

    caller = await cancelled_at(cancel_and_wait(task), instant, late=late)
    elapsed = clock.elapsed
    await over(task)

    came = "cancelled" if caller.cancelled() else f"returned at {elapsed:g} s"
    right = "cancelled" if instant <= cleanup else f"returned at {cleanup:g} s"
    assert came == right, (
        f"The task cleaned up for {cleanup:g} s, and the caller was to be cancelled at "
        f"{instant:g} s, if it still waited then. It {came}, and not: {right}. "
        "What do you wait for, and whose cancellation do you see?"
    )
