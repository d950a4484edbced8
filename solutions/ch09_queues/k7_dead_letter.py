"""Try again later, but not for ever.

A mail server does not answer. So the mail is tried again when the others have
had their turn. What fails again and again is put aside, for somebody to look
at.

Given      Job
You write  process_with_retries
Tools      asyncio.Queue, task_done() and join(), asyncio.TaskGroup
Level      master
Time       50 minutes
"""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

# Call it with a payload, and await what you get. Cancelled, it may take a
# while to clean up, and ends cancelled.
Handle = Callable[[Any], Coroutine[Any, Any, object]]


@dataclass(eq=False)
class Job:
    """Something to do, and how it has gone so far."""

    payload: Any
    failures: int = 0  # how often it has failed
    error: Exception | None = None  # the one of its last failure


async def process_with_retries(
    queue: asyncio.Queue[Job], handle: Handle, max_tries: int
) -> list[Job]:
    """Settle the jobs of `queue`, and return those that are dead.

    Take one job after the other, and await `handle(job.payload)`. If that
    raises an Exception, count it in `failures`, keep it in `error`, and put
    the same job back at once, behind the jobs that are there. With `max_tries`
    failures (at least 1), the job is dead instead.

    A job is settled when it has succeeded or is dead. `queue.join()` ends when
    all jobs are settled, and not before; this returns at that moment. Jobs may
    come at any time.

    Several tasks may call this for one queue. They share the jobs, and each
    returns those that died in its hands. A call that finds the queue empty
    waits: the job of another one may come back.

    Cancelled, it cancels `handle`, waits until that has ended, puts the job
    back as it was, and is cancelled itself. It touches no other job.

    Example:
        queue.put_nowait(Job("Ada"))
        dead = await process_with_retries(queue, send_mail, 3)
        for job in dead:
            print(job.payload, job.error)
    """
    dead: list[Job] = []
    async with asyncio.TaskGroup() as group:
        worker = group.create_task(_work(queue, handle, max_tries, dead))
        await queue.join()
        worker.cancel()
    return dead


async def _work(
    queue: asyncio.Queue[Job], handle: Handle, max_tries: int, dead: list[Job]
) -> None:
    while True:
        job = await queue.get()
        try:
            await handle(job.payload)
        except Exception as error:
            job.failures += 1
            job.error = error
            if job.failures < max_tries:
                queue.put_nowait(job)
            else:
                dead.append(job)
        except asyncio.CancelledError:
            queue.put_nowait(job)
            raise
        finally:
            # After it was put back: in between, nothing would seem to be left.
            queue.task_done()
