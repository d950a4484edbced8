"""Show that the work goes on.

A long job looks like a broken one. So while it is at work, something beats: a
dot on the screen, a message to the user. When the job has ended, the beating
has to stop.

Given      work: a coroutine that is already made; do not call it;
           beat: an ordinary function; call it without arguments
You write  run_with_heartbeat
Tools      asyncio.create_task, asyncio.wait, try and finally
Level      core
Time       20 minutes
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

# A coroutine that is already made: await it, or make a task of it; do not
# call it
Job = Coroutine[Any, Any, str]
# An ordinary function without arguments: beat()
Beat = Callable[[], None]


async def run_with_heartbeat(work: Job, beat: Beat, interval: float) -> str:
    """Return the result of `work`; `beat()` each `interval` seconds meanwhile.

    The first beat comes after `interval` seconds, the second after twice that,
    and so on, as long as the work goes on. When the work has returned or
    failed, this ends at once: there is no further beat, and every task that
    was made here has ended.

    Example:
        await run_with_heartbeat(a_job_of_5_seconds, beat, 2)
        calls beat() after 2 s and 4 s

    Raises:
        Whatever `work` raises.
    """

    async def keep_beating() -> None:
        while True:
            await asyncio.sleep(interval)
            beat()

    heart = asyncio.create_task(keep_beating())
    try:
        return await work
    finally:
        heart.cancel()
        await asyncio.wait([heart])


async def long_job() -> str:
    await asyncio.sleep(2.5)
    return "done"


def dot() -> None:
    print("still at work")


if __name__ == "__main__":
    print(asyncio.run(run_with_heartbeat(long_job(), dot, 0.5)))
