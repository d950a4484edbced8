"""Fetch one page after another.

A small service asks to be treated gently: one request at a time, and the next one
only when the answer to the last one is there. This is what `await` in a loop does.

You write  fetch_in_order
Tools      await in a loop, or in a list comprehension
Level      core
Time       10 minutes
"""

from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


async def fetch_in_order(
    fetch: Callable[[K], Awaitable[V]], ids: Iterable[K]
) -> list[V]:
    """Return `await fetch(id)` for each id, in the order of `ids`.

    One request at a time: each begins when the one before has been answered, so
    the whole takes as long as all requests added up. An id that comes twice is
    fetched twice. No ids: no results.

    If a request fails, its exception reaches the caller, and no further request is
    made.

    Example:
        await fetch_in_order(fetch, [3, 1])  ->  [await fetch(3), await fetch(1)]
    """
    raise NotImplementedError
