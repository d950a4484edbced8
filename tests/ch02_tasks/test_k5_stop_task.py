"""A task is asked to stop, and has ended afterwards."""

import asyncio

from hypothesis import given

from dojo.testing import FakeService, latencies, stumble
from katas.ch02_tasks.k5_stop_task import stop_task


class Worker:
    """Works for 9 s, and takes its time to clean up."""

    def __init__(self, cleaning=0):
        self.cleaning = cleaning
        self.story = []

    async def work(self):
        """Work, and clean up."""
        self.story.append("begins")
        try:
            await asyncio.sleep(9)
            self.story.append("done")
        finally:
            await asyncio.sleep(self.cleaning)
            self.story.append("clean")


async def test_the_task_is_cancelled(clock):
    """The task does not do the rest of its work."""
    worker = Worker()
    task = asyncio.create_task(worker.work())
    await asyncio.sleep(2)

    await stop_task(task)

    now = clock.elapsed
    await asyncio.wait([task])
    often = "How often did you tell it to stop?"
    question = "Who told it to stop?" if "done" in worker.story else often
    assert worker.story == ["begins", "clean"], (
        f"It was to stop after 2 s of 9 s, and this is its story: {worker.story}. "
        f"{question}"
    )
    assert now == 2, (
        f"The task ended after 2 s, and `stop_task` after {now:g} s. "
        "What did it still wait for?"
    )


async def test_nothing_is_raised():
    """No exception comes out of it, also none of the task's clean-up."""
    task = asyncio.create_task(asyncio.sleep(9))
    stumbling = asyncio.create_task(stumble(9, OSError("cannot clean up")))
    await asyncio.sleep(1)

    await stop_task(task)
    await stop_task(stumbling)

    await asyncio.wait([task, stumbling])


async def test_it_waits_for_the_clean_up(clock):
    """It returns when the task has cleaned up, and not before."""
    worker = Worker(cleaning=3)
    task = asyncio.create_task(worker.work())
    await asyncio.sleep(2)

    await stop_task(task)

    now, ended = clock.elapsed, task.done()
    await asyncio.wait([task])
    assert ended, (
        "The task needs 3 s to clean up, and had not ended when `stop_task` returned, "
        f"after {now - 2:g} s. Which line of yours waits for its end?"
    )
    assert worker.story == ["begins", "clean"], (
        f"The task needs 3 s to clean up. It had no time for it: {worker.story}. "
        "How often did you cancel it?"
    )
    assert now == 5, (
        f"The task had cleaned up after 5 s, and `stop_task` returned after {now:g} s. "
        "What did it still wait for?"
    )


async def test_a_task_that_has_not_begun():
    """A task that has not taken its first step never begins."""
    worker = Worker()
    task = asyncio.create_task(worker.work())

    await stop_task(task)

    assert task.cancelled(), (
        "The task had not begun, and is not cancelled when `stop_task` returns. "
        "Which line of yours waits for its end?"
    )
    assert worker.story == [], (
        "The task had not begun when `stop_task` was called. This is its story: "
        f"{worker.story}. Which line of yours comes before `cancel`?"
    )


async def test_a_task_that_has_ended():
    """Where the task has ended before, in whatever way, nothing happens."""
    fail = FakeService({"job": OSError("down")}, takes=1, name="job")
    failed = asyncio.create_task(fail("job"))
    task = asyncio.create_task(asyncio.sleep(1, "result"))
    cancelled = asyncio.create_task(asyncio.sleep(9))
    await asyncio.sleep(2)
    cancelled.cancel()
    await asyncio.wait([cancelled])

    await stop_task(task)
    await stop_task(cancelled)
    await stop_task(failed)

    assert task.result() == "result"  # It was there before.
    failed.exception()


@given(works=latencies(), cleans=latencies())
async def test_any_durations(works, cleans, clock):
    """However long it works and cleans up, it has ended when this returns."""
    worker = Worker(cleans)
    task = asyncio.create_task(worker.work())
    await asyncio.sleep(works % 8)

    await stop_task(task)

    now, ended = clock.elapsed, task.done()
    await asyncio.wait([task])
    assert ended, (
        f"The task needs {cleans:g} s to clean up, and had not ended when `stop_task` "
        f"returned, after {now - works % 8:g} s. How long does your code wait for it?"
    )
    assert now == works % 8 + (cleans if worker.story else 0), (
        f"The task was to stop after {works % 8:g} s, and needs {cleans:g} s to clean "
        f"up. `stop_task` ended after {now:g} s. What did it still wait for?"
    )
    assert task.cancelled()
