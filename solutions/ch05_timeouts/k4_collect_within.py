"""Collect what is there in time.

A page compares the prices of many shops. Two seconds after the click it is
shown with the prices that have come by then.

You write  collect_within
Tools      asyncio.wait, Task.cancel, try and finally
Level      core
Time       25 minutes
"""

import asyncio
from collections.abc import Coroutine, Iterable
from typing import Any, TypeVar

T = TypeVar("T")


async def collect_within(
    coros: Iterable[Coroutine[Any, Any, T]], seconds: float
) -> list[T]:
    """Run all coroutines at once; return the results that come in `seconds`.

    The results keep the order of `coros`. It returns as soon as all have
    ended. Those still at work after `seconds` are all cancelled then. They may
    take a while to clean up, and then end cancelled, or fail; it waits for
    them.

    A coroutine that raises an Exception or a CancelledError is left out; the
    others go on. No coroutines: an empty list.

    Cancelled, it cancels what it started, waits until that has ended, and is
    cancelled itself.

    Example:
        await collect_within([ask("slow"), ask("fast"), ask("broken")], 2)
        ->  a list with the answer of "fast"
    """
    tasks = [asyncio.create_task(coro) for coro in coros]
    in_time: set[asyncio.Task[T]] = set()
    try:
        if tasks:
            in_time, _ = await asyncio.wait(tasks, timeout=seconds)
    finally:
        for task in tasks:
            task.cancel()
        # gather waits for all of them, however often it is cancelled itself meanwhile.
        await asyncio.gather(*tasks, return_exceptions=True)
    # A task that was cancelled raises CancelledError if it is asked for its exception.
    return [
        task.result()
        for task in tasks
        if task in in_time and not task.cancelled() and task.exception() is None
    ]
