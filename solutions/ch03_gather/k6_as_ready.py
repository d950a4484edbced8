"""Use each result as soon as it is there.

A page shows the offers of ten shops. A visitor should see the first offer when it
comes, not when the slowest shop has answered.

You write  as_ready
Tools      asyncio.as_completed
Level      core
Time       15 minutes
"""

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from typing import Any, TypeVar

T = TypeVar("T")


async def as_ready(
    coros: Iterable[Coroutine[Any, Any, T]], on_result: Callable[[T], object]
) -> None:
    """Run all coroutines at the same time; call `on_result` with each result.

    The calls come in the order in which the coroutines end, each at the moment at
    which one ends. `on_result` is an ordinary function. A coroutine that fails stops no
    other, and has no call.

    Example:
        await as_ready([offer("slow shop"), offer("fast shop")], print)
        prints the offer of the fast shop, and later that of the slow one

    Raises:
        The exception of the coroutine that failed first, when all have ended.
    """
    first: Exception | None = None
    for ended in asyncio.as_completed(list(coros)):
        try:
            result = await ended
        except Exception as error:
            first = first or error
        else:
            on_result(result)
    if first is not None:
        raise first
