"""Waits up to `max_wait` for each item: every item starts the clock anew.

Caught by: test_the_time_runs_from_the_first_item
"""

import asyncio


async def consume_batches(queue, size, max_wait, flush):
    batch = []
    while True:
        try:
            async with asyncio.timeout(max_wait if batch else None):
                item = await queue.get()
        except TimeoutError:
            await flush(batch)
            batch = []
            continue
        except asyncio.CancelledError:
            if batch:
                await flush(batch)
            raise
        if item is None:
            break
        batch.append(item)
        if len(batch) == size:
            await flush(batch)
            batch = []
    if batch:
        await flush(batch)
