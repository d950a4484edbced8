"""Have the next ones ready.

A job reads invoices from a slow archive, checks each one, and reads the next. It waits
while the archive reads, and the archive waits while the job checks. With a few invoices
read ahead, both are at work at the same time. Not with all of them: an invoice is big.

You write  prefetch
Tools      asyncio.create_task, asyncio.Queue, asyncio.Semaphore, contextlib.aclosing
Level      master
Time       40 minutes
"""

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from typing import TypeVar

T = TypeVar("T")


async def prefetch(source: AsyncGenerator[T, None], n: int) -> AsyncGenerator[T, None]:
    """Yield the items of `source` in order, and have up to `n` ready ahead.

    This is an async generator. The source begins when the first item is asked for, and
    no sooner. From then on, as long as fewer than `n` items are ready, the source is at
    work on the next one, also while the user works on the one before. An item that has
    been handed out is not ready any more. `n` is 1 or more.

    The source is never more than `n` + 1 items ahead of its user: while `n` items are
    ready, it may have one more in its hands, and is not asked for another one. An item
    may be anything, also None. When the source has ended, and all its items are handed
    out, this ends.

    The source is for this call alone. It is asked, and closed, in one and the same
    task. Closing it may take a while, since it cleans up; this waits for that. When it
    has ended, failed, or been closed (`aclose()`) or cancelled, a source that had begun
    has been closed, and nothing goes on. A user that closes it is not told of errors,
    and one that works between two items is not disturbed: a failure waits for its turn.

    Example:
        async with contextlib.aclosing(prefetch(archive(), 3)) as invoices:
            async for invoice in invoices:
                await check(invoice)

    Raises:
        Whatever the source raises, after all items that it yielded before.
        asyncio.CancelledError: somebody cancels the task that waits for an item.
    """
    raise NotImplementedError
    yield  # delete this line too: it makes an async generator of the stub
