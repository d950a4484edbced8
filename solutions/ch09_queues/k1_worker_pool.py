"""A few workers, one queue.

Letters are to be printed, and there are three printers. All letters wait in one queue,
and each printer takes the next one as soon as it is free. In the end each letter has to
be in its envelope.

You write  worker_pool
Tools      asyncio.Queue, asyncio.TaskGroup
Level      core
Time       25 minutes
"""

import asyncio
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
    queue: asyncio.Queue[tuple[int, T]] = asyncio.Queue()
    for numbered in enumerate(items):
        queue.put_nowait(numbered)
    results: dict[int, R] = {}

    async def work() -> None:
        while not queue.empty():
            # Nobody else runs in between, so there is one.
            number, item = queue.get_nowait()
            results[number] = await handle(item)

    async with asyncio.TaskGroup() as tasks:
        for _ in range(min(workers, queue.qsize())):
            tasks.create_task(work())
    return [results[number] for number in sorted(results)]
