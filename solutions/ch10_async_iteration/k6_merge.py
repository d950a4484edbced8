"""Read from all feeds at once.

A control room watches the alarms of many machines. Each has a feed of its own,
an async generator, and the screen shows one list. With the screen, all feeds
are closed.

You write  merge
Tools      asyncio.create_task, asyncio.Queue, contextlib.aclosing
Level      further
Time       35 minutes
"""

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from typing import Generic, TypeVar

T = TypeVar("T")


async def merge(*sources: AsyncGenerator[T, None]) -> AsyncGenerator[T, None]:
    """Yield the items of all sources, each as soon as it arrives.

    All sources begin when the first item is asked for, and work at the same
    time. The items of one source come in their order. This ends when all
    sources have ended.

    A user may be slow: of each source, no more than three items wait to be
    handed out.

    Cancelled, it cancels what it started, waits until that has ended, and is
    cancelled itself. Closed (`aclose()`), it does the same, and raises
    nothing. However it ends, each source that had begun has been closed; they
    are closed at the same time.

    An Exception of a source cancels the others, waits until they have ended,
    and comes out itself: after the items that this source yielded before, and
    when the user asks for the next item, not while it works.

    Example:
        async with contextlib.aclosing(merge(door(), oven())) as alarms:
            async for alarm in alarms:
                show(alarm)
    """
    arrived: asyncio.Queue[_Item[T] | asyncio.Task[None]] = asyncio.Queue()
    pumps = [asyncio.create_task(_pump(source, arrived)) for source in sources]
    for pump in pumps:
        # An end, or an error, comes behind the items before it.
        pump.add_done_callback(arrived.put_nowait)
    try:
        at_work = len(pumps)
        while at_work:
            got = await arrived.get()
            if isinstance(got, _Item):
                got.was_taken.set()
                yield got.value
            else:
                at_work -= 1
                got.result()
    finally:
        for pump in pumps:
            pump.cancel()
        await asyncio.gather(*pumps, return_exceptions=True)


class _Item(Generic[T]):
    """An item that waits to be handed out."""

    def __init__(self, value: T) -> None:
        self.value = value
        self.was_taken = asyncio.Event()


async def _pump(
    source: AsyncGenerator[T, None],
    arrived: "asyncio.Queue[_Item[T] | asyncio.Task[None]]",
) -> None:
    """Put the items of a source into a queue, each when the one before was taken."""
    async with contextlib.aclosing(source):
        async for value in source:
            item = _Item(value)
            arrived.put_nowait(item)
            await item.was_taken.wait()
