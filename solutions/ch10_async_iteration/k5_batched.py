"""Hand them over by the dozen.

A shop copies its customers into a search engine, which takes many at once.
They come one by one, from an async generator that holds a database connection.

You write  batched
Tools      async def, yield, contextlib.aclosing
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
    """Yield the items of `source` in lists of `n`; the last may be shorter.

    `n` is 1 or more. Each list is a new one, and belongs to the user.

    A list comes as soon as its `n` items are there. The source is asked when a
    list is asked for, and no sooner.

    When this has ended, failed, been closed (`aclose()`) or cancelled, a
    source that had begun has been closed. Closing may take a while.

    Example:
        async with contextlib.aclosing(batched(customers(), 100)) as batches:
            async for batch in batches:
                await index(batch)

    Raises:
        Whatever the source raises, when it is asked for an item or when it is
            closed, after all lists that were full by then; an unfinished list
            is lost.
    """
    batch: list[T] = []
    async with contextlib.aclosing(source):
        async for item in source:
            batch.append(item)
            if len(batch) == n:
                yield batch
                batch = []
    if batch:
        yield batch
