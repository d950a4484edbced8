"""Hand them over by the dozen.

A shop copies its customers into a search engine. The customers come one by one, from an
async generator that holds a database connection. The search engine takes many at once,
and would be far too slow with one. So they are put into batches on the way.

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
    """Yield the items of `source` in lists of `n`; the last one may be shorter.

    This is an async generator. The order is that of the source. An item may be
    anything, also None. Each list is a new one, with at least one item, and belongs to
    the user: what becomes of it does not matter here. `n` is 1 or more.

    A list comes as soon as its `n` items are there: nobody waits for one more, or for
    the end. The source is asked when a list is asked for, and no sooner: not while the
    list before is being used.

    The source is for this call alone. When this has ended, failed, or been closed
    (`aclose()`) or cancelled, a source that had begun has been closed. Closing it may
    take a while, since it cleans up; this waits for that. It is asked and closed in the
    task that uses this, and in no other.

    Example:
        async with contextlib.aclosing(batched(customers(), 100)) as batches:
            async for batch in batches:
                await index(batch)

    Raises:
        Whatever the source raises, when it is asked for an item or when it is closed,
            after all lists that were full by then. The items of a list that is not full
            are lost with it.
        asyncio.CancelledError: somebody cancels the task that waits for a list.
    """
    raise NotImplementedError
    yield  # delete this line too: it makes an async generator of the stub
