"""Have something else ready when it takes too long.

The page of a shop shows what else you might like. The service that works this out is
slow at times, and nobody should have to wait for it. When it has not answered in time,
the page shows the bestsellers.

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
    """Return the result of `coro`, or `default` if it is not there within `seconds`.

    When the seconds are over, the work is cancelled. It may take a while to clean up.
    However this ends, the work has ended before.

    0 seconds, or less, are over at once: work that has to wait gives `default`. A
    deadline that has passed is not a cancellation of the task that called this: its
    `cancelling()` is afterwards what it was before.

    Left open: a result that comes exactly at the deadline; with 0 seconds, whether the
    work begins at all; work that, once it is cancelled, raises or returns something.

    Example:
        await with_deadline(recommend(), 0.5, bestsellers)
        ->  what is recommended, or after half a second the bestsellers

    Raises:
        What `coro` raises before the deadline, also if it is a TimeoutError.
        asyncio.CancelledError: somebody cancels this. Then the work is cancelled too.
            That holds also exactly at the deadline, and while the work cleans up
            after the deadline (`wait_for` of Python 3.11 does not wait for it then).
    """
    raise NotImplementedError
