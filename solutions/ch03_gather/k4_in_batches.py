"""Fetch in batches.

A service takes a few requests at a time, and wants to answer all of them
before it gets the next few. Send them batch by batch.

Given      fetch: call it with one id, and await what you get
You write  in_batches
Tools      asyncio.gather, slices or itertools.islice
Level      further
Time       15 minutes
"""

import asyncio
import time
from collections.abc import Awaitable, Callable

# Call it with one id, and await what you get: page = await fetch(id)
Fetch = Callable[[int], Awaitable[str]]


async def in_batches(fetch: Fetch, ids: list[int], size: int) -> list[str]:
    """Return what `fetch` gives for each id, in order, batch by batch.

    A batch has `size` ids (at least 1); the last one may have fewer. All
    requests of a batch are at work at the same time. The next batch begins
    when the whole batch before has been answered, and at once. An id that
    comes twice is fetched twice. No ids: an empty list.

    If a request fails, its exception reaches the caller, and no further batch
    begins.

    Example:
        await in_batches(fetch, [1, 2, 3, 4, 5], 2)  sends 1 and 2, then 3 and
        4, then 5
    """
    answers: list[str] = []
    for start in range(0, len(ids), size):
        batch = ids[start : start + size]
        answers += await asyncio.gather(*(fetch(id) for id in batch))
    return answers


async def slow_page(id: int) -> str:
    print(f"fetching {id}")
    await asyncio.sleep(1)
    return f"page {id}"


if __name__ == "__main__":
    began = time.perf_counter()
    print(asyncio.run(in_batches(slow_page, [1, 2, 3, 4, 5], 2)))
    print(f"after {time.perf_counter() - began:.1f} s")
