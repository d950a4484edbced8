"""Collect what is there in time.

A page compares the prices of many shops. Two seconds after the click it is shown with
the prices that have come by then. A shop that is slow, or down, is not on it.

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
    """Run all coroutines at the same time; return the results that come in `seconds`.

    The results are in the order of `coros`. This returns as soon as all coroutines have
    ended. Those that are still at work after `seconds` are late: all of them are
    cancelled at that moment. They may take a while to clean up; then this returns when
    the last of them has ended. With 0 seconds, whatever takes any time is late. No
    coroutines: an empty list.

    A coroutine that fails is left out, whatever its exception is, also if it fails
    while it cleans up. So is one that ends as cancelled by somebody else. The others go
    on, and asyncio does not log the exception as one that nobody has looked at.

    Left open: a result that comes at exactly `seconds`, and one that comes from a late
    coroutine in spite of its cancellation.

    Example:
        await collect_within([ask("slow"), ask("fast"), ask("broken")], 2)
        ->  a list with the answer of "fast"

    Raises:
        asyncio.CancelledError: somebody cancels this, at any time until it returns;
            then all coroutines are cancelled, and have ended when this is raised.
    """
    raise NotImplementedError
