"""Load the next one while this one is worked on.

A program reads a file piece by piece, and works on each piece (a *chunk*).
While it works, the disk has nothing to do. Let both be busy.

Given      load_next: call it without arguments, and await what you get;
           process: call it with one chunk, and await what you get
You write  overlap
Tools      asyncio.create_task, await
Level      core
Time       15 minutes
"""

import asyncio
import time
from collections.abc import Callable, Coroutine
from typing import Any

# Call it, and await what you get: chunk = await load_next(). None: no chunk
# is left
LoadNext = Callable[[], Coroutine[Any, Any, str | None]]
# Call it with one chunk, and await what you get: result = await process(chunk)
Process = Callable[[str], Coroutine[Any, Any, str]]


async def overlap(load_next: LoadNext, process: Process, first: str) -> list[str]:
    """Return `await process(chunk)` for each chunk, in order.

    The first chunk is given. Each further one comes from `await load_next()`,
    until that returns None. An empty chunk is a chunk like any other. While a
    chunk is processed, the next one is loaded: one load at a time, and never
    more than one chunk ahead. Chunks are processed one at a time.

    Example:
        await overlap(load_next, process, "one")  ->  ["ONE", "TWO"], where
        load_next returns "two" and then None

    Raises:
        Whatever `load_next` or `process` raises.
    """
    results = []
    chunk: str | None = first
    while chunk is not None:
        loading = asyncio.create_task(load_next())
        results.append(await process(chunk))
        chunk = await loading
    return results


left = ["two", "three"]


async def load_slowly() -> str | None:
    await asyncio.sleep(0.8)
    return left.pop(0) if left else None


async def shout(chunk: str) -> str:
    await asyncio.sleep(1)
    return chunk.upper()


if __name__ == "__main__":
    began = time.perf_counter()
    print(asyncio.run(overlap(load_slowly, shout, "one")))
    print(f"after {time.perf_counter() - began:.1f} s")
