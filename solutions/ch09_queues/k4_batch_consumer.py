"""Hand over many at once, and let nobody wait for long.

One statement that inserts a hundred rows is cheaper than a hundred statements.
But on a quiet night the hundredth row may take hours, and somebody waits for
the first one.

You write  consume_batches
Tools      asyncio.Queue, asyncio.timeout, Timeout.reschedule
Level      further
Time       35 minutes
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

# Call it with a batch, and await what you get.
Flush = Callable[[list[Any]], Coroutine[Any, Any, object]]


async def consume_batches(
    queue: asyncio.Queue[Any], size: int, max_wait: float, flush: Flush
) -> None:
    """Take items from `queue` until None comes; flush them in batches.

    A batch is a new list of at most `size` items (at least 1), in the order of
    the queue. It is flushed when it has `size` items, or `max_wait` seconds
    (more than 0) after its first item was taken, or when None comes. An empty
    batch is not flushed. What stands behind None stays in the queue.

    While `flush` works, nothing is taken from the queue, and no time-out cuts
    it off. What `flush` raises comes out at once, and nothing else is taken.

    Cancelled while it waits for items, it flushes what it has taken, and is
    cancelled itself then, if that has not failed. Cancelled while `flush`
    works, it cancels that, waits until it has ended, and is cancelled itself.
    No item is lost or flushed twice, also where a cancellation comes together
    with an item or a time-out.

    Example:
        await consume_batches(rows, 100, 5, insert_many)
    """
    more = True
    while more:
        batch: list[Any] = []
        try:
            more = await _fill(batch, queue, size, max_wait)
        except asyncio.CancelledError:
            # Nobody else knows these items any more.
            if batch:
                await flush(batch)
            raise
        if batch:
            await flush(batch)


async def _fill(
    batch: list[Any], queue: asyncio.Queue[Any], size: int, max_wait: float
) -> bool:
    """Fill a batch until it is full or old enough; return whether more may come."""
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(None) as patience:
            while len(batch) < size:
                item = await queue.get()
                if item is None:
                    return False
                if not batch:
                    patience.reschedule(loop.time() + max_wait)
                batch.append(item)
    except TimeoutError:
        pass
    return True
