"""Show that the work goes on.

A long job looks like a broken one. So while it is at work something beats: a dot on the
screen, a message to the user. When the job is over, the beating has to stop.

Given      beat, an ordinary function
You write  run_with_heartbeat
Tools      asyncio.create_task, asyncio.wait with timeout, try and finally
Level      core
Time       20 minutes
"""

from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


async def run_with_heartbeat(
    work: Coroutine[Any, Any, T], beat: Callable[[], object], interval: float
) -> T:
    """Return the result of `work`; call `beat()` every `interval` seconds meanwhile.

    The first beat comes after `interval` seconds, the second after twice that, and so
    on, as long as the work goes on. When the work has ended, in whatever way, this ends
    at once, there is no further beat, and no task is left.

    Example:
        await run_with_heartbeat(a_job_of_5_seconds, beat, 2)  beats after 2 and 4 s

    Raises:
        Whatever `work` raises: itself, not an ExceptionGroup.
        asyncio.CancelledError: somebody cancels this; then the work is cancelled too,
            and has ended.
    """
    raise NotImplementedError
