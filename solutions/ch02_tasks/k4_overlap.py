"""Load the next one while this one is worked on.

A program reads pieces of a file and works on each. While it works, the disk is idle;
while it reads, the worker is idle. Let both be busy: load the next piece meanwhile.

Given      load_next and process, coroutine functions
You write  overlap
Tools      asyncio.create_task, await, try and finally
Level      core
Time       20 minutes
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

C = TypeVar("C")
R = TypeVar("R")


async def overlap(
    load_next: Callable[[], Coroutine[Any, Any, C | None]],
    process: Callable[[C], Coroutine[Any, Any, R]],
    first: C,
) -> list[R]:
    """Return `await process(chunk)` for each chunk, in order.

    The first chunk is given. Each further one comes from `await load_next()`, until
    that returns None. While a chunk is processed, the next one is loaded: one load at a
    time, never further ahead. Chunks are processed one at a time.

    Example:
        await overlap(load_next, process, "one")  ->  ["ONE", "TWO"], where load_next
        returns "two" and then None

    Raises:
        Whatever `load_next` or `process` raises. When it is raised, no load and no
        process is at work any more; what one of them raises while it is cancelled does
        not take its place.
    """
    results = []
    chunk: C | None = first
    while chunk is not None:
        loading = asyncio.create_task(load_next())
        try:
            results.append(await process(chunk))
            chunk = await loading
        finally:
            loading.cancel()
            await asyncio.wait([loading])
    return results
