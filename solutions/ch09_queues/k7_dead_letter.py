"""Try again later, and give up at some time.

Messages are to be delivered. Some fail, and succeed when they are tried again a little
later; others never do. What has failed too often goes to the dead letters, where
somebody looks at it. Until then it stands behind the others: nobody waits for it.

You write  process_with_retries
Tools      asyncio.Queue, task_done
Level      master
Time       35 minutes
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Hashable
from typing import TypeVar

Job = TypeVar("Job", bound=Hashable)


async def process_with_retries(
    queue: "asyncio.Queue[Job]",
    handle: Callable[[Job], Awaitable[object]],
    max_tries: int,
) -> list[tuple[Job, Exception]]:
    """Handle the jobs in a queue, until none is left; return those that have died.

    One job after another is taken out of the queue, and `await handle(job)` is tried. A
    job that fails (with an Exception) is put back into the queue, behind all that are
    there. When it has failed `max_tries` (1 or more) times, it is dead, and is not put
    back. When the queue is empty after a job, this returns.

    The jobs are hashable, and no two of them are equal. The queue has no limit. While
    this runs, others may put in more jobs, and so may `handle`: they are handled too.

    A job is *settled* when it was handled or is dead. This calls `task_done` so that
    `queue.join()`, wherever somebody awaits it, ends when all jobs are settled, and no
    earlier.

    Example:
        with jobs "a", "b" in the queue, of which "b" always fails:
        await process_with_retries(queue, deliver, 2)  ->  [("b", its last exception)]

    Returns:
        Each dead job with its last exception, in the order in which they died.

    Raises:
        asyncio.CancelledError: somebody cancels this while a job is being handled. Then
            that job is in the queue again, not settled; where it stands is open.
    """
    tries: Counter[Job] = Counter()
    dead: list[tuple[Job, Exception]] = []

    while not queue.empty():
        job = queue.get_nowait()
        try:
            await handle(job)
        except Exception as error:
            tries[job] += 1
            if tries[job] < max_tries:
                queue.put_nowait(job)
            else:
                dead.append((job, error))
        except BaseException:
            queue.put_nowait(job)
            raise
        finally:
            # Only now: before, the queue might have looked as if all were settled.
            queue.task_done()
    return dead
