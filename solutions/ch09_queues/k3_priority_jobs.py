"""Do the urgent jobs first.

A support team mends a server that is down before a broken chair. New requests
arrive while it works.

You write  the methods of JobQueue
Tools      asyncio.PriorityQueue, task_done() and join(), asyncio.TaskGroup
Level      core
Time       30 minutes
"""

import asyncio
import itertools
from collections.abc import Callable, Coroutine
from typing import Any

# Call it without arguments when it begins, and await what you get. A job
# that is cancelled may take a while to clean up, and ends cancelled.
Job = Callable[[], Coroutine[Any, Any, object]]


class JobQueue:
    """Jobs that wait for a worker.

    Example:
        jobs = JobQueue()
        jobs.submit(2, mend_the_chair)
        jobs.submit(1, restart_the_server)
        await jobs.run(workers=1)  # The server first, then the chair.
    """

    def __init__(self) -> None:
        """No job waits."""
        self._jobs: asyncio.PriorityQueue[tuple[int, int, Job]] = (
            asyncio.PriorityQueue()
        )
        self._numbers = itertools.count()

    def submit(self, priority: int, job: Job) -> None:
        """Let a job wait; also while `run` works.

        The lower the number, the more urgent the job. Among equals the older
        one comes first.
        """
        self._jobs.put_nowait((priority, next(self._numbers), job))

    async def run(self, workers: int) -> None:
        """Do all jobs, at most `workers` (at least 1) at the same time.

        A free worker begins the most urgent job that waits, at once.

        A job that fails (an Exception) stops nobody. When all are done, the
        failures come out in an ExceptionGroup.

        Cancelled, it cancels what it started, waits until that has ended, and
        is cancelled itself. The next call does the rest.
        """
        errors: list[Exception] = []

        async def work() -> None:
            while True:
                _, _, job = await self._jobs.get()
                try:
                    await job()
                except Exception as error:
                    errors.append(error)
                finally:
                    # Also of a failed or cancelled job: join() counts all of them.
                    self._jobs.task_done()

        async with asyncio.TaskGroup() as group:
            team = [group.create_task(work()) for _ in range(workers)]
            await self._jobs.join()
            for worker in team:
                worker.cancel()
        if errors:
            raise ExceptionGroup("jobs have failed", errors)
