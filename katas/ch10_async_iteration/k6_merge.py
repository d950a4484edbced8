"""Many sources, one stream.

The news of several agencies arrive as they come. Whoever reads them wants one stream,
with each message as soon as it is there, whichever agency it is from. And when the
reader leaves, all the connections are to be closed.

You write  merge
Tools      asyncio.Queue, asyncio.create_task, contextlib.aclosing
Level      further
Time       40 minutes
"""

from collections.abc import AsyncGenerator
from typing import TypeVar

T = TypeVar("T")


async def merge(*sources: AsyncGenerator[T, None]) -> AsyncGenerator[T, None]:
    """Yield the items of all sources, each as soon as it is there.

    The items of one source come in their order. Those that are there at the same moment
    come in any order. It ends when all sources have ended; without sources, at once.

    Nothing begins before the first item is asked for; then all sources are at work at
    the same time. While nobody asks, at most two items of each source are read ahead.

    Closing: when this ends, fails, is cancelled, or is closed with `aclose()` in the
    middle, then nothing is at work any more: all sources that had begun have been
    closed, and have finished what they do at their end.

    Example:
        async with contextlib.aclosing(merge(news("A"), news("B"))) as messages:
            async for message in messages:
                ...

    Raises:
        What a source raises, as soon as it has failed: the items that were there before
            come first, and what the other sources would have given is dropped. What
            they raise while they are closed is dropped too.
    """
    raise NotImplementedError
    yield  # with a yield it is an async generator
