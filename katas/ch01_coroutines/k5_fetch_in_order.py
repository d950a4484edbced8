"""Fetch one page after another.

A small service asks to be treated gently: one request at a time, and the next
one only when the answer to the last one is there. This is what `await` in a
loop does.

Given      fetch: call it with one id, and await what you get
You write  fetch_in_order
Tools      await in a loop, or in a list comprehension
Level      first hour
Time       10 minutes
"""

import asyncio
import time
from collections.abc import Awaitable, Callable

# Call it with one id, and await what you get: page = await fetch(id)
Fetch = Callable[[int], Awaitable[str]]


async def fetch_in_order(fetch: Fetch, ids: list[int]) -> list[str]:
    """Return `await fetch(id)` for each id, in the order of `ids`.

    One request at a time: each begins when the one before has been answered,
    so the whole takes as long as all requests added up. An id that comes twice
    is fetched twice. No ids: no results.

    If a request fails, its exception reaches the caller, and no further
    request is made.

    Example:
        await fetch_in_order(fetch, [3, 1])  ->  ["page 3", "page 1"]
    """
    raise NotImplementedError


async def slow_page(id: int) -> str:
    await asyncio.sleep(id)
    return f"page {id}"


if __name__ == "__main__":
    began = time.perf_counter()
    print(asyncio.run(fetch_in_order(slow_page, [3, 1, 2])))
    print(f"after {time.perf_counter() - began:.1f} s")
