"""Fetch everything at once.

First read part 2 of lesson 1, katas/ch01_coroutines/README.md.

In `fetch_in_order` each request waited for the one before: pages that take 3,
1 and 2 s took 6 s in all. Now ask for the same pages at the same time. Then
all of them are there when the slowest one is: after 3 s.

Given      fetch: call it with one id, and await what you get
You write  fetch_all
Tools      asyncio.gather
Level      first hour
Time       10 minutes
"""

import asyncio
import time
from collections.abc import Awaitable, Callable

# Call it with one id, and await what you get: page = await fetch(id)
Fetch = Callable[[int], Awaitable[str]]


async def fetch_all(fetch: Fetch, ids: list[int]) -> list[str]:
    """Return what `fetch` gives for each id, in the order of `ids`.

    All requests are at work at the same time, so the whole takes as long as
    the slowest one. An id that comes twice is fetched twice. No ids: an empty
    list.

    If a request fails, its exception reaches the caller.

    Example:
        await fetch_all(fetch, [3, 1])  ->  ["page 3", "page 1"]
    """
    raise NotImplementedError


async def slow_page(id: int) -> str:
    await asyncio.sleep(id)
    return f"page {id}"


if __name__ == "__main__":
    began = time.perf_counter()
    print(asyncio.run(fetch_all(slow_page, [3, 1, 2])))
    print(f"after {time.perf_counter() - began:.1f} s")
