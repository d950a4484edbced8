"""Work on many things, but not on all of them at once.

There are 10000 pictures to be made smaller by a service, and the service has three
places. Send all pictures at once, and it falls over. Send three, wait for these three,
send the next three, and two places are empty while the slowest picture is made.

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
    """Call a coroutine function with each item; return the results, in order.

    At most `limit` calls are at work at the same time. The items begin in their order,
    each as soon as there is a place for it. No items: an empty list.

    If a call fails, the others are cancelled at once. They may take a while to clean
    up; when all of them have ended, an ExceptionGroup is raised.

    Args:
        fn: is called once with each item.
        items: what to call it with. It may be an iterator.
        limit: how many calls may be at work.

    Example:
        await bounded_map(shrink, ["a.png", "b.png", "c.png"], 2)
            ->  ["a-small.png", "b-small.png", "c-small.png"]

    Raises:
        ValueError: `limit` is less than 1. Nothing is called.
        ExceptionGroup: a call has failed. The exception of the call that failed first
            is one of its `exceptions`.
        asyncio.CancelledError: somebody cancels this; then all calls are cancelled, and
            have ended when this is raised.
    """
    raise NotImplementedError
