"""Waits up to `max_wait` for each item with wait_for.

Caught by: test_the_time_runs_from_the_first_item
"""

import asyncio


async def consume_batches(queue, size, max_wait, flush):
    batch = []
    while True:
        try:
            item = await asyncio.wait_for(queue.get(), max_wait)
        except asyncio.TimeoutError:
            if batch:
                await flush(batch)
                batch = []
            continue
        if item is None:
            break
        batch.append(item)
        if len(batch) >= size:
            await flush(batch)
            batch = []
    if batch:
        await flush(batch)
