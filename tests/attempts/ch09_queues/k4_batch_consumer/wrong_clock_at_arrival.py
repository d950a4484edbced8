"""Looks at the clock only when an item comes.

Caught by: test_it_is_flushed_though_nothing_comes
"""

import asyncio


async def consume_batches(queue, size, max_wait, flush):
    loop = asyncio.get_running_loop()
    batch = []
    begun = 0
    try:
        while (item := await queue.get()) is not None:
            if not batch:
                begun = loop.time()
            batch.append(item)
            if len(batch) == size or loop.time() - begun >= max_wait:
                ready, batch = batch, []
                await flush(ready)
    finally:
        if batch:
            await flush(batch)
