"""Share the work among a few workers.

A shop turns ten thousand photos into thumbnails, and the service that does it breaks
down if it gets them all at once. So a few workers share the list: whichever is free
takes the next photo, until there is none left.

You write  worker_pool
Tools      asyncio.Queue, asyncio.TaskGroup
Level      core
Time       25 minutes
"""

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")


async def worker_pool(
    handle: Callable[[T], Coroutine[Any, Any, R]], items: Iterable[T], workers: int
) -> list[R]:
    """Await `handle(item)` for each item; return the results in the order of the items.

    Each item is handled once, and at most `workers` of them (at least 1) at the same
    time. They begin in their order: the worker that is free first begins the next item,
    at once. No items: an empty list. There may be fewer items than workers.

    `items` is any iterable, and may be read ahead. Any value may be an item or a
    result, also None or an exception. Items may be equal, and need not be hashable.

    If `handle` fails, the pool stops. The items at work are cancelled at once, and may
    take a while to clean up; one that begins at this very moment is cancelled as well,
    and no item begins later. When all have ended, the exception is raised.

    Example:
        await worker_pool(shrink, ["a.jpg", "b.jpg", "c.jpg"], 2)
            ->  ["a-small.jpg", "b-small.jpg", "c-small.jpg"]

    Raises:
        The exception that `handle` raised first, of any type that is an Exception:
            itself, and no group around it. Of two that come at the same moment, it is
            open which one is raised. One that is raised while an item cleans up comes
            later, and is dropped.
        asyncio.CancelledError: somebody cancels this. The items at work are cancelled,
            and have ended when this is raised; no other item is handled. If `handle`
            fails meanwhile, its exception may come out instead.
    """
    raise NotImplementedError
