"""Fetch everything at once.

Ten answers are needed, and each takes a while. Ask for all of them at the same time:
then they are there when the slowest one is.

Given      fetch, a coroutine function
You write  fetch_all
Tools      asyncio.gather
Level      core
Time       10 minutes
"""

from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


async def fetch_all(fetch: Callable[[K], Awaitable[V]], ids: Iterable[K]) -> list[V]:
    """Return `await fetch(id)` for each id, in the order of `ids`.

    All requests are at work at the same time, so the whole takes as long as the
    slowest one. An id that comes twice is fetched twice. No ids: an empty list.

    Example:
        await fetch_all(fetch, [3, 1])  ->  ["three", "one"]

    Raises:
        Whatever `fetch` raises: itself, not an ExceptionGroup.
    """
    raise NotImplementedError
