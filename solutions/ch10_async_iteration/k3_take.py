"""Take the first few, and leave nothing open.

A page shows the first rows of a table. They come from an async generator,
which holds a connection until it is closed. Once a day no connection is left:
`take` runs, and it is wrong. Repair it.

You write  take
Tools      contextlib.aclosing, or aclose and anext
Level      core
Time       15 minutes
"""

import contextlib
from collections.abc import AsyncGenerator
from typing import TypeVar

T = TypeVar("T")


async def take(source: AsyncGenerator[T, None], n: int) -> list[T]:
    """Return the first `n` items of `source`, or all, if it has fewer.

    `n` is 0 or more. The source is never asked for more than `n` items.

    However this ends, the source has been closed by then: after its last item,
    after an error, where this is cancelled, and with an `n` of 0. Closing may
    take a while.

    Example:
        await take(rows_of("orders"), 2)  ->  the first two orders, and the
        connection of rows_of has been given back

    Raises:
        Whatever the source raises, when it is asked for an item or when it is
        closed.
    """
    taken: list[T] = []
    async with contextlib.aclosing(source):
        if n == 0:
            return taken
        async for item in source:
            taken.append(item)
            if len(taken) == n:
                break
    return taken
