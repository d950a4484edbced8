"""Do the urgent jobs first.

A support team mends a server that is down before a broken chair. New requests
arrive while it works.

You write  the methods of JobQueue
Tools      asyncio.PriorityQueue, task_done() and join(), asyncio.TaskGroup
Level      core
Time       30 minutes
"""

import asyncio
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
        raise NotImplementedError

    def submit(self, priority: int, job: Job) -> None:
        """Let a job wait; also while `run` works.

        The lower the number, the more urgent the job. Among equals the older
        one comes first.
        """
        raise NotImplementedError

    async def run(self, workers: int) -> None:
        """Do all jobs, at most `workers` (at least 1) at the same time.

        A free worker begins the most urgent job that waits, at once.

        A job that fails (an Exception) stops nobody. When all are done, the
        failures come out in an ExceptionGroup.

        Cancelled, it cancels what it started, waits until that has ended, and
        is cancelled itself. The next call does the rest.
        """
        raise NotImplementedError
