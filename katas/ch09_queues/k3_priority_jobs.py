"""Do the urgent jobs first.

A support team writes down what is to be done: a server that is down comes before a
broken chair. Among requests that are equally urgent, the older one comes first. New
ones arrive while the team works, and one that goes wrong must not stop the others.

You write  the methods of JobQueue
Tools      asyncio.PriorityQueue, task_done() and join(), asyncio.TaskGroup
Level      core
Time       30 minutes
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

Job = Callable[[], Coroutine[Any, Any, object]]


class JobQueue:
    """Jobs that wait for a worker, the most urgent one first.

    A job is called without arguments, when it begins, and awaited; what it returns is
    dropped. Jobs need not be comparable, and the same job may be submitted twice: then
    it is done twice.

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
        """Let a job wait for a worker.

        The lower the number, the more urgent the job. The number may be negative.
        Among equal numbers, the job that was submitted first comes first.

        This may be called at any time: before `run`, while it works, also by a job, and
        after it.
        """
        raise NotImplementedError

    async def run(self, workers: int) -> None:
        """Do the jobs, at most `workers` of them (at least 1) at the same time.

        Whenever a worker is free, it begins the most urgent job that waits at that
        moment. It does not matter when the job was submitted: also one that comes while
        this works begins at once if a worker is free.

        When no job waits and none is at work, this returns. If there is no job, it
        returns at once. A job that is submitted just when the last one ends is done by
        this call or by the next one. While this works, it is not called a second time;
        afterwards it may be called again, for the jobs that have come since then.

        A job that fails stops nobody: the other jobs are done all the same. A job that
        is cancelled does not fail: it ends with a CancelledError.

        Raises:
            ExceptionGroup: jobs have failed in this call. It holds their exceptions (of
                any type that is an Exception) in the order in which they came, each as
                it is. It is raised when all jobs are done.
            asyncio.CancelledError: somebody cancels this. The jobs at work are
                cancelled, and have ended when this is raised. The jobs that have not
                begun are not lost: the next call does them.
        """
        raise NotImplementedError
