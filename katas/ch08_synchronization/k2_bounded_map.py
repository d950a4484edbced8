"""Do the same with many things, a few at a time.

A thumbnail is to be made of each of a thousand pictures. The service that makes
them allows four requests at a time, and refuses the fifth. Keep four of them at work
until all are done.

You write  bounded_map
Tools      asyncio.Semaphore, asyncio.TaskGroup
Level      core
Time       20 minutes
"""

from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


async def bounded_map(
    fn: Callable[[T], Awaitable[R]], items: Iterable[T], limit: int
) -> list[R]:
    """Return `await fn(item)` for each item, in the order of the items.

    At most `limit` (1 or more) calls are at work at the same time. The items begin in
    their order, and the next one begins as soon as a call has ended. No items: an empty
    list.

    Example:
        await bounded_map(make_thumbnail, ["a.png", "b.png", "c.png"], 2)
        ->  the three thumbnails; "c.png" began when the first of the others was done

    Raises:
        The exception of a call that has failed, by itself or in an ExceptionGroup. Then
            the calls that were at work are cancelled, and have ended when it is raised.
            Whether one more call begins, and is cancelled at once, is open.
        asyncio.CancelledError: somebody cancels this. The same holds.
    """
    raise NotImplementedError
