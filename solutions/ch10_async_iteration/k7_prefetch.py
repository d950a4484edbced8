"""Have the next ones ready.

A program reads pictures from a disk and shows each for a while. While one is being
shown, the next few could be read already. But no more than a few: they are large.

You write  prefetch
Tools      asyncio.Queue or asyncio.Condition, asyncio.create_task, contextlib.aclosing
Level      master
Time       40 minutes
"""

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from typing import TypeVar

T = TypeVar("T")


async def prefetch(source: AsyncGenerator[T, None], n: int) -> AsyncGenerator[T, None]:
    """Yield the items of a source, and read up to `n` (1 or more) of them ahead.

    Nothing begins before the first item is asked for. From then on the source is at
    work while the consumer is: as long as fewer than `n` items are ready, it is asked
    for the next one. While `n` items are ready, it may be asked for one more item, and
    not for another. So never more than `n + 1` items have been read that the consumer
    has not got.

    The items keep their order. Where the source fails, the items before come first;
    then its exception comes out.

    Closing: when this ends, fails, is cancelled, or is closed with `aclose()` in the
    middle, the source has been closed by then, in the task that has asked it for items,
    and nothing is at work any more.

    Example:
        async with contextlib.aclosing(prefetch(pictures(), 3)) as ready:
            async for picture in ready:
                await show(picture)

    Raises:
        What the source raises.
    """
    # An item in a tuple, an exception, or None at the end.
    ready: asyncio.Queue[tuple[T] | BaseException | None] = asyncio.Queue(n)

    async def read_ahead() -> None:
        try:
            async with contextlib.aclosing(source):
                async for item in source:
                    await ready.put((item,))
        except Exception as error:
            await ready.put(error)
        else:
            await ready.put(None)

    reader = asyncio.create_task(read_ahead())
    try:
        while (what := await ready.get()) is not None:
            if not isinstance(what, tuple):
                raise what
            yield what[0]
    finally:
        reader.cancel()
        await asyncio.wait([reader])
