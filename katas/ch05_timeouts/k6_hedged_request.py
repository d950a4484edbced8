"""Ask the next one when the first is slow.

Three servers have the same data. Mostly the first one answers at once;
sometimes it is slow, or down. To ask all three each time would be three times
the load.

You write  hedged_request
Tools      asyncio.wait with timeout and FIRST_COMPLETED, Task.cancel
Level      further
Time       30 minutes
"""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, TypeVar

R = TypeVar("R")
T = TypeVar("T")


async def hedged_request(
    fetch: Callable[[R], Coroutine[Any, Any, T]], replicas: Sequence[R], delay: float
) -> T:
    """Ask one replica after another, until one answers; return the answer.

    `fetch(replica)` asks one: it returns an answer, or raises an Exception.
    The first is asked at once. The next one is asked when `delay` seconds have
    gone by since the latest was asked, and at once when any of those that were
    asked fails. Those that were asked before go on. There is at least one
    replica, `delay` is more than 0, and no two requests end at the same
    moment.

    With the first answer nobody else is asked, and all others are cancelled.
    They may take a while to clean up, and then end cancelled, or fail; it
    waits for them.

    Cancelled, it cancels what it started, waits until that has ended, and is
    cancelled itself.

    Example:
        await hedged_request(fetch, ["slow", "fast", "spare"], 2)
        ->  the answer of "fast", which was asked after 2 s; "spare" was not
            asked

    Raises:
        If all fail, the exception of the one that failed last.
    """
    raise NotImplementedError
