"""Each state that a task can be in."""

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from katas.ch02_tasks.k7_task_status import task_status


class Stop(BaseException):
    """No Exception, and raised all the same."""


async def fail(error=ValueError):
    """Fail after a second."""
    await asyncio.sleep(1)
    raise error("broken")


async def ended(coro, *, cancel=False):
    """Return the task of a coroutine when it has ended."""
    task = asyncio.create_task(coro)
    await asyncio.sleep(0.5)
    if cancel:
        task.cancel()
    await asyncio.wait([task])
    return task


def assert_status(expected, task, seen):
    """Say what became of the task, and what was said of it."""
    status = task_status(task)
    assert status == expected, (
        f"{seen}, and your function said {status!r}. What does your code ask the task?"
    )


async def test_a_pending_task():
    """A task that has not ended is pending, also before it has begun."""
    task = asyncio.create_task(asyncio.sleep(1))

    assert_status("pending", task, "The task has not begun yet")
    await asyncio.sleep(0.5)
    assert_status("pending", task, "The task is at work")

    await task


async def test_a_task_with_a_result():
    """A task that returned is done, whatever it returned."""
    for result in ("result", None, ValueError("a value")):
        task = await ended(asyncio.sleep(1, result))

        assert_status("done", task, f"The task returned {result!r}")


async def test_a_failed_task():
    """A task that ended with an exception has failed."""
    task = await ended(fail())

    status = task_status(task)
    error = task.exception()  # A later test asks whether it was seen.

    assert status == "failed", (
        f"The task ended with {error!r}, and your function said {status!r}. "
        "What does your code ask the task?"
    )


async def test_a_failure_with_an_error_of_asyncio():
    """A task that ended with asyncio's InvalidStateError has failed, as with any."""
    task = await ended(fail(asyncio.InvalidStateError))

    status = task_status(task)
    task.exception()

    assert status == "failed", (
        f"The coroutine itself raised InvalidStateError, and the task is {status!r}. "
        "Whose exception did your code catch?"
    )


async def test_a_failure_that_is_no_exception():
    """A task that ended with a BaseException has failed, and asking does not raise."""
    task = await ended(fail(Stop))

    status = task_status(task)
    task.exception()

    assert status == "failed", (
        f"The task ended with {task.exception()!r}, which is no Exception, and is "
        f"{status!r}. Which family do all exceptions belong to?"
    )


async def test_a_cancelled_task():
    """A task that was cancelled is cancelled, and asking does not raise."""
    task = await ended(fail(), cancel=True)

    assert_status("cancelled", task, "The task was cancelled, and has ended")


async def test_a_task_that_is_asked_to_stop():
    """A task that was asked to stop is pending until it has ended."""
    task = asyncio.create_task(asyncio.sleep(1))
    await asyncio.sleep(0.5)

    task.cancel()

    assert_status("pending", task, "`cancel` was called, but the task has not ended")
    await asyncio.wait([task])
    assert_status("cancelled", task, "The task was cancelled, and has ended")


async def test_the_exception_counts_as_seen():
    """After the question asyncio does not complain that nobody saw the exception."""
    task = await ended(fail())

    task_status(task)

    del task


@given(
    kind=st.sampled_from(["done", "failed", "cancelled"]),
    asked=st.integers(1, 3),
)
async def test_the_answer_does_not_change(kind, asked):
    """However often it is asked, the answer is the same, before and after the end."""
    coro = asyncio.sleep(1) if kind == "done" else fail()
    task = asyncio.create_task(coro)

    before = {task_status(task) for _ in range(asked)}
    if kind == "cancelled":
        task.cancel()
    await asyncio.wait([task])

    after = {task_status(task) for _ in range(asked)}

    assert before == {"pending"}, (
        f"A task that has not ended was called {', '.join(map(repr, before))}. "
        "How does your code find out whether it has ended?"
    )
    assert after == {kind}, (
        f"A task ended as {kind!r}, and was called {', '.join(map(repr, after))}. "
        "What does your code ask the task?"
    )
