"""Fetch everything at once, each key once.

The same question is often asked twice in a row of questions. Ask each one once, all at
the same time, and say which answer belongs to which question.

Given      fetch, a coroutine function
You write  fetch_dict
Tools      asyncio.gather, zip, dict.fromkeys
Level      core
Time       10 minutes
"""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Iterable
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


async def fetch_dict(
    fetch: Callable[[K], Awaitable[V]], keys: Iterable[K]
) -> dict[K, V]:
    """Return {key: await fetch(key)}, in the order in which the keys first come.

    All requests are at work at the same time. A key that comes twice is fetched once.
    The keys may come from an iterator that can be read once only.

    Example:
        await fetch_dict(fetch, ["b", "a", "b"])  ->  {"b": 2, "a": 1}

    Raises:
        Whatever `fetch` raises: itself, not an ExceptionGroup.
    """
    distinct = list(dict.fromkeys(keys))
    values = await asyncio.gather(*(fetch(key) for key in distinct))
    return dict(zip(distinct, values, strict=True))
