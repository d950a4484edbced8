"""Take the first few, and leave nothing open.

An admin page shows the first rows of a table. The rows come from an async generator,
which holds a database connection until it is closed. The page works well, and once a
day the database has no connection left. A colleague wrote `take`. It runs, and it is
wrong: repair it, so that it does what its docstring says.

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
    """Return the first `n` items of an async generator, in order.

    `n` is 0 or more. If the source has fewer items, all of them are returned. An item
    may be anything, also None. The source is never asked for more than `n` items:
    nobody waits for an item, or for an end, that is not needed. With an `n` of 0 it is
    not asked at all.

    The source is for this call alone. However this ends, the source has been closed
    then, also with an `n` of 0: nobody gets another item out of it. Closing it may take
    a while, since it cleans up; this waits for that. It is asked and closed in the task
    that calls this, and in no other.

    Example:
        await take(rows_of("orders"), 2)  ->  the first two orders, and the connection
        of rows_of has been given back

    Raises:
        Whatever the source raises, when it is asked for an item or when it is closed.
        asyncio.CancelledError: somebody cancels the task that calls this, at any moment
            after this has begun; the source has been closed when this is raised. (If
            it is being closed already, the cancellation reaches what it does then.)
    """
    if n == 0:
        return []
    taken = []
    async for item in source:
        taken.append(item)
        if len(taken) == n:
            break
    return taken
