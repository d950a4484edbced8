"""Try again later, but not for ever.

A mail server does not answer. So the mail goes to the end of the queue, and is tried
again when the others have had their turn. What fails again and again is put aside, with
its last error, for somebody to look at. Several workers share the queue; and a program
that wants to shut down waits for `queue.join()`, which must not end one mail too early.

Given      Job
You write  process_with_retries
Tools      asyncio.Queue, task_done() and join(), Task.cancelling
Level      master
Time       50 minutes
"""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any


@dataclass(eq=False)
class Job:
    """Something to do, and how it has gone so far.

    Attributes:
        payload: what `handle` gets.
        failures: how often it has failed.
        error: the exception of its last failure.
    """

    payload: Any
    failures: int = 0
    error: Exception | None = None


async def process_with_retries(
    queue: asyncio.Queue[Job],
    handle: Callable[[Any], Coroutine[Any, Any, object]],
    max_tries: int,
) -> list[Job]:
    """Settle the jobs of `queue`, and return those that are dead.

    This takes one job after the other, and awaits `handle(job.payload)`. If that raises
    an exception (of any type that is an Exception), the job has failed: its `failures`
    go up by one, `error` becomes the exception, and the same job goes back at once into
    the queue, behind the jobs that are there then. With `max_tries` failures (at least
    1), whichever worker has tried it, the job is dead instead, and does not go back.
    Dead jobs are returned in the order in which they died.

    A job is settled when it has succeeded or is dead. `queue.join()`, for which other
    tasks may wait, ends as soon as all jobs are settled, and not before.

    This returns at that moment too. So it waits while the queue is empty and another
    task has a job that is not settled: it may come back. New jobs may come at any time,
    also from `handle`. A job that comes just when all are settled is settled as well,
    or is still in the queue. Without jobs, it returns at once.

    Several tasks may call this for one queue at the same time. They share the jobs, and
    each returns those that died in its hands. The queue has no limit.

    Example:
        queue.put_nowait(Job("Ada"))
        dead = await process_with_retries(queue, send_mail, 3)
        for job in dead:
            print(job.payload, job.error)

    Raises:
        asyncio.CancelledError: somebody cancels this. `handle` is cancelled if it is at
            work, and has ended when this is raised. Its job goes back into the queue,
            not settled, with as many failures as before. No other job is touched. If
            `handle` succeeds or fails although it is cancelled, that counts as ever,
            and the CancelledError is raised all the same.
    """
    raise NotImplementedError
