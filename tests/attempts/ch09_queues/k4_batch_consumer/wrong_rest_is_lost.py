"""Returns at None, and the last items are never flushed.

Caught by: test_a_full_batch_is_flushed_at_once
"""

import asyncio


async def consume_batches(queue, size, max_wait, flush):
    loop = asyncio.get_running_loop()
    while True:
        batch = []
        try:
            async with asyncio.timeout(None) as limit:
                while len(batch) < size:
                    item = await queue.get()
                    if item is None:
                        return
                    batch.append(item)
                    if len(batch) == 1:
                        limit.reschedule(loop.time() + max_wait)
        except TimeoutError:
            pass
        except asyncio.CancelledError:
            if batch:
                await flush(batch)
            raise
        await flush(batch)
