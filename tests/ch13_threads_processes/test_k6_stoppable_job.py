"""Who is cancelled stops the thread, and waits for it."""

import asyncio
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dojo.testing import outcome_of, until
from katas.ch13_threads_processes.k6_stoppable_job import stoppable_job

pytestmark = pytest.mark.real_time


TIMES = ["once", "twice", "three times"]


class PowerCut(BaseException):
    """An error that is no Exception."""


class Export:
    """A function that works until it is told to stop; then it tidies up.

    It tidies up until the test lets it end. At the end of its `with` block it ends.
    """

    def __init__(self, answer=lambda: "files"):
        self.answer = answer
        self.state = "not begun"
        self.was_stopped = self.was_on_the_loop = False
        self.stop, self.is_through, self.may_end = (threading.Event() for _ in range(3))
        self.thread_of_the_test = threading.current_thread()

    def __call__(self, stop):
        """Work, tidy up, and answer; in the thread of the test, answer at once."""
        self.stop, self.state = stop, "at work"
        self.was_on_the_loop = threading.current_thread() is self.thread_of_the_test
        if not self.was_on_the_loop:
            # Soon more and more seldom: an answer that hangs is seen to do nothing.
            pause = 0.0005
            while not (stop.wait(pause) or self.is_through.is_set()):
                pause = min(2 * pause, 0.1)
            self.was_stopped, self.state = stop.is_set(), "tidying up"
            self.may_end.wait()
        self.state = "ended"
        return self.answer()

    def end(self):
        """Let it come to its end, stopped or not."""
        self.may_end.set()
        self.is_through.set()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.end()


def failing(error):
    """Return an answer that raises."""

    def answer():
        raise error

    return answer


async def begun(export):
    """Return a task that has begun to export."""
    task = asyncio.create_task(stoppable_job(export))
    await until(lambda: export.state != "not begun" or task.done())
    return task


async def stopped(export, task):
    """Wait until the function has seen that it is to stop; say it where it has not."""
    await until(lambda: export.was_stopped or task.done())
    assert export.was_stopped or export.stop.is_set(), (
        f"It was cancelled, and the function is {export.state}: its event is not set. "
        "Who tells the thread that it is to stop?"
    )


async def task_of(task):
    """Await a task."""
    return await task


@pytest.mark.parametrize("result", ["files", None, OSError("late")], ids=repr)
async def test_the_result_comes_out(result):
    """What the function returns is returned, an exception too."""
    with Export(lambda: result) as export:
        task = await begun(export)
        export.end()
        outcome = await outcome_of(task_of(task))

    returned = ("returned", result) if isinstance(result, OSError) else result
    assert outcome == returned, (
        f"The function returned {result!r}, and stoppable_job did not return it: "
        f"{outcome!r} came out. How do you tell a result from a failure?"
    )


async def test_the_loop_is_free():
    """The function runs in another thread than the event loop."""
    with Export() as export:
        task = await begun(export)

        assert not export.was_on_the_loop, (
            "The function was called in the thread of the event loop, which can do "
            "nothing else until it returns. Which line calls it?"
        )
        assert not task.done(), (
            f"The function was {export.state}, and stoppable_job has ended. "
            "Who waits for the function?"
        )
        export.end()
        await task


@pytest.mark.parametrize("error", [OSError("disk full"), PowerCut("dark")], ids=repr)
async def test_a_failure_comes_out(error):
    """What the function raises comes out itself."""
    with Export(failing(error)) as export:
        export.end()
        outcome = await outcome_of(stoppable_job(export))

    assert outcome is error, f"The function raised {error!r}, {outcome!r} came out."


async def test_nobody_is_stopped_who_was_not_cancelled():
    """Each call has an event of its own, and it is not set before it is cancelled."""
    with Export() as one, Export() as other:
        first, second = await begun(one), await begun(other)
        first.cancel()
        await until(lambda: one.was_stopped or first.done())
        was_set = await until(other.stop.is_set, idle=12)
        one.end()
        other.end()
        await asyncio.wait([first, second])

    assert not was_set, (
        "There were two calls. The first was cancelled, and the event of the second "
        "one was set, too. Where is the event made, and who sets it?"
    )
    assert second.result() == "files"


@pytest.mark.parametrize("times", [1, 2, 3])
async def test_it_waits_until_the_function_has_ended(times):
    """Cancelled, however often, it stops the function, and waits until it has ended."""
    with Export() as export:
        task = await begun(export)
        for number in range(times):
            task.cancel()
            await stopped(export, task)
            assert not await until(task.done, idle=12), (
                f"It was cancelled {TIMES[number]}, the function was told to stop, and "
                f"was {export.state}; and stoppable_job has ended already. "
                "Who waits for the function then, however often it is cancelled?"
            )
        export.end()
        outcome = await outcome_of(task_of(task))

    assert isinstance(outcome, asyncio.CancelledError), (
        f"It was cancelled, the function has ended, and {outcome!r} came out. "
        "What becomes of the CancelledError?"
    )


@pytest.mark.parametrize(
    "answer",
    [
        lambda: None,
        *map(failing, (OSError("gone"), PowerCut(), asyncio.CancelledError())),
    ],
    ids=["None", "OSError", "PowerCut", "CancelledError"],
)
async def test_it_is_cancelled_whatever_comes_of_it(answer):
    """Whatever the function returns or raises when it is stopped: cancelled."""
    with Export(answer) as export:
        task = await begun(export)
        task.cancel()
        await stopped(export, task)
        export.end()
        outcome = await outcome_of(task_of(task))

    assert isinstance(outcome, asyncio.CancelledError), (
        f"It was cancelled, the function was stopped, and {outcome!r} came out. "
        "What did the caller ask for?"
    )


async def test_a_timeout_around_it():
    """A time-out around it ends with TimeoutError, when the function has ended."""
    with Export() as export:

        async def with_timeout():
            async with asyncio.timeout(None) as timeout:
                timeouts.append(timeout)
                await stoppable_job(export)

        timeouts = []
        task = asyncio.create_task(outcome_of(with_timeout()))
        await until(lambda: export.state == "at work")
        timeouts[0].reschedule(asyncio.get_running_loop().time())
        await until(lambda: export.was_stopped or task.done())
        export.end()
        outcome = await task

    assert isinstance(outcome, TimeoutError), (
        f"A time-out around it was over, and {outcome!r} came out. "
        "How often was the calling task asked to stop, and by whom?"
    )


async def test_in_a_task_that_was_cancelled_before():
    """A task that was cancelled, and tidies up by this, gets its result."""
    with Export() as export:

        async def tidy_up():
            try:
                await asyncio.sleep(60)
            except asyncio.CancelledError:
                return await stoppable_job(export)

        task = asyncio.create_task(tidy_up())
        await asyncio.sleep(0)
        task.cancel()
        await until(lambda: export.state == "at work")
        was_set = await until(export.stop.is_set, idle=12)
        export.end()
        outcome = await outcome_of(task_of(task))

    assert (was_set, outcome) == (False, "files"), (
        "A task was cancelled, and then called stoppable_job to tidy up; nobody "
        f"cancelled it once more. stop was {'set' if was_set else 'not set'}, and "
        f"{outcome!r} came out. How do you know that you are cancelled?"
    )


moments = st.sampled_from(["at once", "soon", "at work", "tidying up"])


@settings(max_examples=12)
@given(cancelled=st.lists(moments, max_size=3, unique=True), fails=st.booleans())
async def test_cancelled_at_any_moment(cancelled, fails):
    """Whenever it is cancelled: it has seen that, and has ended, before this ends."""
    error = OSError("disk full")
    with Export(failing(error) if fails else lambda: "files") as export:
        task = asyncio.create_task(stoppable_job(export))
        if "at once" in cancelled:
            task.cancel()
        await asyncio.sleep(0)
        if "soon" in cancelled:
            task.cancel()
        if "at work" in cancelled:
            await until(lambda: export.state == "at work" or task.done())
            task.cancel()
        if set(cancelled) - {"tidying up"}:
            await until(lambda: export.was_stopped or task.done())
        elif cancelled:
            export.is_through.set()
            await until(lambda: export.state == "tidying up" or task.done())
        if "tidying up" in cancelled:
            task.cancel()
            await asyncio.sleep(0)
        export.end()
        await asyncio.wait([task])
        state, was_set = export.state, export.stop.is_set()

    told = ", ".join(cancelled) or "never"
    assert state in ("not begun", "ended"), (
        f"It was cancelled ({told}), stoppable_job has ended, and the function is "
        f"{state}. Who waits for the function?"
    )
    outcome = await outcome_of(task_of(task))
    if not cancelled:
        assert outcome == (error if fails else "files")
        return
    assert isinstance(outcome, asyncio.CancelledError), (
        f"It was cancelled ({told}), and {outcome!r} came out. "
        "What becomes of the CancelledError?"
    )
    assert was_set or state == "not begun", (
        f"It was cancelled ({told}), and `stop` was not set before the function ended. "
        "When is it set?"
    )
