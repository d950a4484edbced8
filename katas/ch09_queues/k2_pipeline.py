"""Let every station of the line work at the same time.

Log files are read, parsed and stored. There is no reason to wait for these
three in turn; but a program that reads a million records ahead runs out of
memory.

You write  pipeline
Tools      asyncio.Queue, asyncio.create_task, try and finally, aclose()
Level      further
Time       50 minutes
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Coroutine
from typing import Any

# A coroutine function of one item; what it returns goes to the next stage.
Stage = Callable[[Any], Coroutine[Any, Any, Any]]


async def pipeline(
    source: AsyncGenerator[Any, None], *stages: Stage, buffer: int
) -> AsyncGenerator[Any, None]:
    """Yield each item of `source` after all stages, in its order.

    The source and all stages work at the same time, each on one item at a
    time, also while the consumer is busy. Behind each of them is room for
    `buffer` items (at least 1). Where that is full, an item that is ready
    waits for room, and no other one is begun. Nothing begins before the
    consumer asks for an item.

    Any value may be an item. An Exception of the source or a stage comes out
    in the place of its item: the items before it come first, and nothing after
    it.

    However it ends, by an error, by `aclose()` or because the consumer is
    cancelled: it cancels what is at work, closes the source, and waits until
    all that has ended. A stage may take a while to clean up, and ends
    cancelled then.

    Example:
        async with aclosing(pipeline(lines, parse, store, buffer=2)) as stored:
            async for record in stored:
                print(record)
    """
    raise NotImplementedError
    yield  # delete this line too: it makes an async generator of the stub
