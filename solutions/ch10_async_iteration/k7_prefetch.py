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
from typing import Generic, TypeVar

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
    room = asyncio.Semaphore(n)
    ready: asyncio.Queue[_Item[T] | asyncio.Task[None]] = asyncio.Queue()
    pump = asyncio.create_task(_pump(source, room, ready))
    # The end, or an error, comes behind the items before it.
    pump.add_done_callback(ready.put_nowait)
    try:
        while isinstance(got := await ready.get(), _Item):
            room.release()
            yield got.value
        got.result()
    finally:
        pump.cancel()
        await asyncio.gather(pump, return_exceptions=True)


class _Item(Generic[T]):
    """An item that is ready; not the end."""

    def __init__(self, value: T) -> None:
        self.value = value


async def _pump(
    source: AsyncGenerator[T, None],
    room: asyncio.Semaphore,
    ready: "asyncio.Queue[_Item[T] | asyncio.Task[None]]",
) -> None:
    """Put the items of a source into a queue, where there is room for one more."""
    async with contextlib.aclosing(source):
        async for value in source:
            await room.acquire()
            ready.put_nowait(_Item(value))
