"""Share the work among a few workers.

A service turns photos into thumbnails, and breaks down if it gets all of them
at once. So a few workers share them.

You write  worker_pool
Tools      asyncio.Queue, asyncio.TaskGroup
Level      core
Time       25 minutes
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")


async def worker_pool(
    handle: Callable[[T], Coroutine[Any, Any, R]], items: list[T], workers: int
) -> list[R]:
    """Await `handle(item)` for each item; return the results in their order.

    At most `workers` items (at least 1) are handled at the same time. They
    begin in their order, each as soon as a worker is free. No items: an empty
    list.

    A failure (an Exception) cancels the others, once, waits until they have
    ended, and comes out itself. Cancelled, it cancels what it started, waits
    until that has ended, and is cancelled itself. After both, either comes
    out. A cancelled item may take a while to clean up, and ends cancelled.

    Example:
        await worker_pool(shrink, ["a.jpg", "b.jpg", "c.jpg"], 2)
            ->  ["a-small.jpg", "b-small.jpg", "c-small.jpg"]
    """
    queue: asyncio.Queue[tuple[int, T]] = asyncio.Queue()
    for entry in enumerate(items):
        queue.put_nowait(entry)
    results: dict[int, R] = {}

    async def work() -> None:
        # Nobody can take an item between these two lines: there is no await.
        while not queue.empty():
            place, item = queue.get_nowait()
            results[place] = await handle(item)

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(workers):
                group.create_task(work())
    except ExceptionGroup as failures:
        # The group keeps them in the order in which they came.
        raise failures.exceptions[0] from None
    return [results[place] for place in sorted(results)]
