"""Let every station of the line work at the same time.

Log files are read, parsed and stored, one record after the other. Reading waits for the
disk, parsing for a service, storing for the database: there is no reason to wait for
them in turn. But a program that reads a million records ahead runs out of memory.

You write  pipeline
Tools      asyncio.Queue, asyncio.create_task, try and finally, aclose()
Level      further
Time       50 minutes
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterable, Awaitable, Callable
from typing import Any


def pipeline(
    source: AsyncIterable[Any],
    *stages: Callable[[Any], Awaitable[Any]],
    buffer: int,
) -> AsyncGenerator[Any, None]:
    """Yield each item of the source after it has gone through all stages.

    A stage is a coroutine function of one item; what it returns goes to the next stage,
    and from the last one to the consumer. Any value may be an item, also None. The
    items come in the order of the source. Without stages they come as they are. You may
    also make this an async generator function, with `async def` and `yield`.

    The source and all stages work at the same time, each on one item at a time, also
    while the consumer is busy. Behind each of them is a buffer for `buffer` items, at
    least 1. A stage or source that has an item ready and finds that buffer full keeps
    the item until there is room, and works on no other one. So with 2 stages, at most
    3 * (buffer + 1) items have come out of the source that the consumer has not got.

    Nothing begins before the consumer asks for the first item.

    One task reads the source. If the iterator of the source has an `aclose()`, this
    task awaits it when it reads no more, whatever the reason.

    When the consumer hears of the end, of an error or of its own cancellation, and when
    `aclose()` of the pipeline returns, nothing is at work any more: the stages and the
    source were cancelled if they were at work, and have finished what they do then; the
    source is closed. A consumer that asks again for an item gets StopAsyncIteration.

    Example:
        async with aclosing(pipeline(lines, parse, store, buffer=2)) as stored:
            async for record in stored:
                print(record)

    Raises:
        What the source or a stage raises, as it is. It comes in the place of its item:
            the consumer gets all items before it first, and nothing after it. A stage
            or source that has failed works on no other item.
        asyncio.CancelledError: the consumer is cancelled while it waits for an item.
    """
    raise NotImplementedError
