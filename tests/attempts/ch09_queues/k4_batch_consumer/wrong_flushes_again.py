"""Flushes in a `finally` around everything, also what a flush already has.

Caught by: test_a_cancelled_flush_is_not_repeated
"""

import asyncio


async def consume_batches(queue, size, max_wait, flush):
    loop = asyncio.get_running_loop()
    batch = []
    ended = False
    try:
        while not ended:
            try:
                async with asyncio.timeout(None) as limit:
                    while len(batch) < size:
                        item = await queue.get()
                        if item is None:
                            ended = True
                            break
                        batch.append(item)
                        if len(batch) == 1:
                            limit.reschedule(loop.time() + max_wait)
            except TimeoutError:
                pass
            if batch and not ended:
                await flush(batch)
                batch = []
    finally:
        if batch:
            await flush(batch)
