"""Read from all feeds at once.

A control room watches the alarms of many machines. Each machine has a feed of its own,
an async generator, and the screen shows one list: every alarm as soon as it is there,
whichever machine sends it. When the screen is closed, no feed may stay connected.

You write  merge
Tools      asyncio.create_task, asyncio.Queue, contextlib.aclosing
Level      further
Time       35 minutes
"""

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from typing import TypeVar

T = TypeVar("T")


async def merge(*sources: AsyncGenerator[T, None]) -> AsyncGenerator[T, None]:
    """Yield the items of all sources, each as soon as it arrives.

    This is an async generator. No source begins before the first item is asked for;
    then all of them begin. They work at the same time: while the user waits for an
    item, each source that has not ended is at work on its next one.

    The items of one source come in their order. Items that arrive at the same instant
    come in any order. An item may be anything, also None. It ends when all sources have
    ended; a source may end, or be empty, long before the others. No sources: no items.

    A user may be slow. Of each source, no more than three items wait to be handed out:
    a source that is so far ahead is not asked for another one.

    The sources are for this call alone. Each is asked, and closed, in one and the same
    task. Closing a source may take a while, since it cleans up; they do that at the
    same time, and this waits for all of them. When it has ended, failed, or been closed
    (`aclose()`) or cancelled, each source that had begun has been closed, and nothing
    goes on. A user that closes it is not told of errors, and one that works between two
    items is not disturbed: a failure waits until the next item is asked for.

    Example:
        async with contextlib.aclosing(merge(door(), oven())) as alarms:
            async for alarm in alarms:
                show(alarm)

    Raises:
        The exception of a source: itself, not an ExceptionGroup; if several fail, the
            one that came first. The items that this source yielded before are handed
            out before. Then the others are cancelled; what they have ready is lost, or
            is handed out before as well.
        asyncio.CancelledError: somebody cancels the task that waits for an item.
    """
    raise NotImplementedError
    yield  # delete this line too: it makes an async generator of the stub
