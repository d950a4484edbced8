"""A few workers, one queue.

Letters are to be printed, and there are three printers. All letters wait in one queue,
and each printer takes the next one as soon as it is free. In the end each letter has to
be in its envelope.

You write  worker_pool
Tools      asyncio.Queue, asyncio.TaskGroup
Level      core
Time       25 minutes
"""

from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


async def worker_pool(
    handle: Callable[[T], Awaitable[R]], items: Iterable[T], workers: int
) -> list[R]:
    """Return `await handle(item)` for each item, in the order of the items.

    `workers` (1 or more) workers share the items. Each of them handles one item at a
    time, and takes the next one, in their order, as soon as it is free. Each item is
    handled once. No items: an empty list.

    Example:
        await worker_pool(print_letter, letters, 3)  ->  what came of each letter

    Raises:
        The exception of a call that has failed, by itself or in an ExceptionGroup. Then
            the pool stops: the calls at work are cancelled, and have ended when it is
            raised. Whether one more item begins, and is cancelled at once, is open.
        asyncio.CancelledError: somebody cancels this. The same holds.
    """
    raise NotImplementedError
