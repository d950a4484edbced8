"""Have the next ones ready.

A job reads invoices from a slow archive, and checks each one. With a few
invoices read ahead, both are at work at the same time. Not with all of them:
an invoice is big.

You write  prefetch
Tools      asyncio.create_task, asyncio.Queue, contextlib.aclosing
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

    The source begins when the first item is asked for. From then on, as long
    as fewer than `n` items are ready, it is at work on the next one, also
    while the user works: an item that has been handed out is not ready any
    more. While `n` are ready, it may have one more in its hands, and is not
    asked for another one. `n` is 1 or more.

    Cancelled, it cancels what it started, waits until that has ended, and is
    cancelled itself. Closed (`aclose()`), it does the same, and raises
    nothing. However it ends, a source that had begun has been closed.

    An Exception of the source comes out itself: after the items that came
    before, and when the user asks for the next item, not while it works.

    Example:
        async with contextlib.aclosing(prefetch(archive(), 3)) as invoices:
            async for invoice in invoices:
                await check(invoice)
    """
    raise NotImplementedError
    yield  # delete this line too: it makes an async generator of the stub
