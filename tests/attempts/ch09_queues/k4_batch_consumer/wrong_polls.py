"""Looks into the queue ten times a second.

Caught by: test_the_time_runs_from_the_first_item
"""

import asyncio


async def consume_batches(queue, size, max_wait, flush):
    loop = asyncio.get_running_loop()
    batch, deadline = [], 0.0
    try:
        while True:
            if not queue.empty():
                item = queue.get_nowait()
                if item is None:
                    return
                if not batch:
                    deadline = loop.time() + max_wait
                batch.append(item)
            else:
                await asyncio.sleep(0.3)
            if len(batch) == size or batch and loop.time() >= deadline:
                ready, batch = batch, []
                await flush(ready)
    finally:
        if batch:
            await flush(batch)
