"""Ask the next one when the first is slow.

Three servers have the same data. Mostly the first one answers at once; sometimes it is
slow, or down. To ask all three each time would be three times the load. So ask one, and
only when it has not answered after a short while, ask another one too.

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
    """Ask the replicas one after another, until one answers; return its answer.

    `fetch(replica)` asks one replica. The first is asked at once. The next one is asked
    when `delay` seconds have gone by since the latest was asked, and at once when any
    of those that were asked fails, also with a TimeoutError. Those that were asked
    before go on. When all have been asked, it waits for those that are left.

    The first answer is returned. Then nobody else is asked, and all others are
    cancelled at that moment. They may take a while to clean up, or fail meanwhile,
    which changes nothing; this returns when all of them have ended. asyncio logs no
    failure as one that nobody has looked at. There is at least one replica. With a
    `delay` of 0 all are asked at once.

    Left open: what happens first where a delay is over, a failure comes, or an answer,
    at the same moment. But an answer is returned, also if others fail at that moment.

    Example:
        await hedged_request(fetch, ["slow", "fast", "spare"], 2)
        ->  the answer of "fast", which was asked after 2 s; "spare" was not asked

    Raises:
        The exception of the replica that failed last, where all of them fail.
        asyncio.CancelledError: somebody cancels this, at any time until it returns;
            then nobody else is asked, and all that were asked are cancelled, and have
            ended when this is raised.
    """
    raise NotImplementedError
