"""Take the first few, and close what you have opened.

A database gives its rows through an async generator. It holds a connection until it is
closed. Somebody wants to see the first ten rows. A colleague has written `take`. It
runs, and it is wrong: repair it, so that it does what its docstring says.

You write  take
Tools      contextlib.aclosing, async for
Level      core
Time       20 minutes
"""

import contextlib
from collections.abc import AsyncGenerator
from typing import TypeVar

T = TypeVar("T")


async def take(source: AsyncGenerator[T, None], n: int) -> list[T]:
    """Return the first `n` items (0 or more) of a source; all, if it has fewer.

    The source is asked for no item that is not needed: when `n` items are there, it is
    not asked for another one.

    When this returns or raises, the source has been closed: what it does at its end, in
    its `finally` or `async with` blocks, is done, in the task that has called this.
    That holds in every case, also where `n` is 0.

    Example:
        await take(rows(), 2)  ->  the first two rows; the connection is free again

    Raises:
        What the source raises.
        asyncio.CancelledError: somebody cancels this while it waits for an item.
    """
    items: list[T] = []
    async with contextlib.aclosing(source):
        while len(items) < n:
            try:
                items.append(await anext(source))
            except StopAsyncIteration:
                break
    return items
