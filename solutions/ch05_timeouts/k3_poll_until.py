"""Ask again until it is ready.

A report is made on another machine. Nobody tells you when it is there; you can
only ask, again and again.

You write  poll_until
Tools      asyncio.timeout, asyncio.sleep
Level      core
Time       15 minutes
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any


async def poll_until(
    check: Callable[[], Coroutine[Any, Any, bool]], interval: float, timeout: float
) -> None:
    """Ask `check()` again and again, until the answer is True.

    The first question comes at once, each other one `interval` seconds after
    the answer before it. `interval` and `timeout` are more than 0.

    When `timeout` seconds are over, it gives up, also during a pause or a
    check. The check is cancelled, may take a while to clean up, and ends
    cancelled; then TimeoutError is raised.

    Cancelled, it cancels a check that is at work, waits until that has ended,
    and is cancelled itself.

    Example:
        await poll_until(report_is_there, 2, 60)
        ->  None, when the report is there: it is asked for at 0 s, 2 s, 4 s,
            ...

    Raises:
        What `check` raises, also a TimeoutError; then it is not asked again.
    """
    async with asyncio.timeout(timeout):
        while not await check():
            await asyncio.sleep(interval)
