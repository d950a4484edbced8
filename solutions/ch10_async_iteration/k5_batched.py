"""Hand them over in boxes.

Rows come one by one out of a database, and are to be written to an archive, fifty at a
time. The generator of the rows holds a connection. If the archive stops early, the
connection must be free at once.

You write  batched
Tools      contextlib.aclosing, yield
Level      further
Time       20 minutes
"""

import contextlib
from collections.abc import AsyncGenerator
from typing import TypeVar

T = TypeVar("T")


async def batched(
    source: AsyncGenerator[T, None], n: int
) -> AsyncGenerator[list[T], None]:
    """Yield lists of `n` items (1 or more) each; the last one may be shorter.

    No list is empty. Each is a list of its own, which the consumer may change. The
    source is asked for an item only when a list is asked for that needs it: for the
    first list, it is asked `n` times.

    Closing: when this ends, fails, is cancelled, or is closed with `aclose()` in the
    middle, the source has been closed by then, in the same task. (Closed before its
    first list was asked for, it has not touched the source yet: then the source is
    left as it is.)

    Example:
        async for rows in batched(rows_of(database), 50):
            await archive.write(rows)

    Raises:
        What the source raises. The items that it has given since the last list are
            dropped.
    """
    async with contextlib.aclosing(source):
        batch: list[T] = []
        async for item in source:
            batch.append(item)
            if len(batch) == n:
                yield batch
                batch = []
        if batch:
            yield batch
