"""Have something else ready when it takes too long.

The page of a shop shows what else you might like. The service that works this
out is slow at times. If it has not answered in time, the page shows the
bestsellers.

You write  with_deadline
Tools      asyncio.timeout, Timeout.expired
Level      core
Time       20 minutes
"""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


async def with_deadline(coro: Coroutine[Any, Any, T], seconds: float, default: T) -> T:
    """Return the result of `coro`; `default` if it takes more than `seconds`.

    Then the work is cancelled. It may take a while to clean up, and ends
    cancelled; after that, `default` is returned.

    0 seconds or less are over at once: work that has to wait gives `default`.
    A deadline leaves `cancelling()` of the caller's task as it was, also
    later. Cancelled, it cancels the work, waits until that has ended, and is
    cancelled itself.

    Example:
        await with_deadline(recommend(), 0.5, bestsellers)
        ->  what is recommended, or after half a second the bestsellers

    Raises:
        What `coro` raises before the deadline, also a TimeoutError.
    """
    try:
        async with asyncio.timeout(seconds) as deadline:
            return await coro
    except TimeoutError:
        # It may be a timeout of the work itself.
        if deadline.expired():
            return default
        raise
