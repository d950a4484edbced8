"""Hand over many at once, and let nobody wait for long.

One statement that inserts a hundred rows is much cheaper than a hundred statements. But
on a quiet night the hundredth row may take hours, and somebody waits for the first one.
So a batch goes out when it is full, or when its first item has waited long enough.

You write  consume_batches
Tools      asyncio.Queue, asyncio.timeout, Timeout.reschedule, try and finally
Level      further
Time       35 minutes
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any


async def consume_batches(
    queue: asyncio.Queue[Any],
    size: int,
    max_wait: float,
    flush: Callable[[list[Any]], Awaitable[object]],
) -> None:
    """Take items from `queue` until None comes; await `flush(batch)` for each batch.

    A batch is a list of its own, with the items in the order of the queue, at least
    one and at most `size`. It is flushed as soon as it has `size` items, or else
    `max_wait` seconds after its first item was taken. `size` is at least 1, `max_wait`
    is more than 0. None is the end: what has been taken is flushed, and this returns;
    what stands behind None stays in the queue. Any other value is an item.

    While `flush` works, nothing is taken from the queue, and no time-out cuts it off:
    an item that comes meanwhile stays in the queue, and the time of its batch begins
    when it is taken. An item that comes exactly when the time is over goes into this
    batch or into the next one.

    Each item that has been taken is given to `flush` once, whatever happens. The others
    stay in the queue, in their order.

    Example:
        await consume_batches(rows, 100, 5, insert_many)

    Raises:
        What `flush` raises, at once, also if it is a TimeoutError. Nothing else is
            taken then.
        asyncio.CancelledError: somebody cancels this. While it waits for items, it
            flushes what it has taken, and raises this when the flush has ended. While
            `flush` works, `flush` is cancelled, and not called again. That holds also
            where the cancellation comes together with an item, or with the end of the
            time. (`asyncio.wait_for` of Python 3.11 may lose a cancellation that comes
            together with a result; `asyncio.timeout` does not.)
    """
    loop = asyncio.get_running_loop()
    ended = False
    while not ended:
        batch: list[Any] = []
        try:
            async with asyncio.timeout(None) as patience:
                while len(batch) < size and not ended:
                    item = await queue.get()
                    if item is None:
                        ended = True
                        continue
                    if not batch:
                        patience.reschedule(loop.time() + max_wait)
                    batch.append(item)
        except TimeoutError:
            pass
        finally:
            # Also where it was cancelled: nobody else knows these items any more.
            if batch:
                await flush(batch)
