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
    raise NotImplementedError
