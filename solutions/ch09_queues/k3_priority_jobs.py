"""The most urgent job first.

A print shop takes jobs all day. Rush jobs come first; among jobs that are equally
urgent, whoever came first is served first.

You write  JobQueue
Tools      asyncio.PriorityQueue, itertools.count
Level      core
Time       25 minutes
"""

import asyncio
import itertools
from collections.abc import Awaitable, Callable

Job = Callable[[], Awaitable[object]]


class JobQueue:
    """Jobs that wait for their turn.

    Example:
        jobs = JobQueue()
        jobs.submit(5, print_poster)
        jobs.submit(1, print_ticket)
        await jobs.run(1)  # the ticket, then the poster
    """

    def __init__(self) -> None:
        self._waiting: asyncio.PriorityQueue[tuple[int, int, Job]] = (
            asyncio.PriorityQueue()
        )
        self._number = itertools.count()

    def submit(self, priority: int, job: Job) -> None:
        """Put a job into the queue; a lower number is more urgent.

        Args:
            priority: any number. Jobs with the same number are done in the order in
                which they were submitted.
            job: `await job()` does it. Jobs cannot be compared with each other, and the
                same one may be submitted twice.
        """
        self._waiting.put_nowait((priority, next(self._number), job))

    async def run(self, workers: int) -> None:
        """Do the jobs, at most `workers` (1 or more) at the same time.

        Whoever is free takes the most urgent job that waits. A job may submit others,
        and so may anybody else meanwhile: they are done too. When no job waits and none
        is at work, this returns. It may be called again later.

        Raises:
            The exception of a job that has failed, by itself or in an ExceptionGroup.
                Then the jobs at work are cancelled, and have ended when it is raised.
                Those that wait go on waiting, for the next `run`. Whether one more of
                them begins, and is cancelled at once, is open.
            asyncio.CancelledError: somebody cancels this. The same holds.
        """

        async def work() -> None:
            while True:
                _, _, job = await self._waiting.get()
                try:
                    await job()
                finally:
                    self._waiting.task_done()

        async with asyncio.TaskGroup() as tasks:
            at_work = [tasks.create_task(work()) for _ in range(workers)]
            await self._waiting.join()
            for task in at_work:
                task.cancel()
