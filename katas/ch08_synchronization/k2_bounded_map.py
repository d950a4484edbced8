"""Work on many things, but not on all of them at once.

A service that shrinks pictures has three places. Send it all pictures at once,
and it falls over. Send three, wait for these, send the next three, and places
stay empty.

You write  bounded_map
Tools      asyncio.Semaphore, asyncio.TaskGroup
Level      core
Time       20 minutes
"""

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")


async def bounded_map(
    fn: Callable[[T], Coroutine[Any, Any, R]], items: Iterable[T], limit: int
) -> list[R]:
    """Call `fn` with each item; return the results, in the order of the items.

    At most `limit` calls are at work at a time. The items begin in order, each
    as soon as a place is free.

    A failure cancels the others, waits until they have ended, and comes out in
    an ExceptionGroup. Cancelled, it cancels what it started, waits until that
    has ended, and is cancelled itself. After both, either may come out. A
    cancelled call may clean up for a while, and ends cancelled; no other does.

    Example:
        await bounded_map(shrink, ["a.png", "b.png", "c.png"], 2)
            ->  ["a-small.png", "b-small.png", "c-small.png"]
    """
    raise NotImplementedError
