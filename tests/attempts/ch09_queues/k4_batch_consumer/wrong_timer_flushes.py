"""A timer task flushes by itself, and is cancelled when the batch is full meanwhile.

Caught by: test_nothing_is_taken_during_a_flush
"""

import asyncio


async def consume_batches(queue, size, max_wait, flush):
    batch = []
    timer = None

    async def flush_later():
        await asyncio.sleep(max_wait)
        ready = batch[:]
        batch.clear()
        await flush(ready)

    while True:
        item = await queue.get()
        if item is None:
            break
        batch.append(item)
        if len(batch) == 1:
            timer = asyncio.create_task(flush_later())
        if len(batch) == size:
            timer.cancel()
            ready = batch[:]
            batch.clear()
            await flush(ready)
    if timer and not timer.done():
        timer.cancel()
    if batch:
        await flush(batch)
