"""Forgets what it has taken when it is cancelled.

Caught by: test_who_is_cancelled_flushes_what_it_has
"""

import asyncio


async def consume_batches(queue, size, max_wait, flush):
    loop = asyncio.get_running_loop()
    ended = False
    while not ended:
        batch = []
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
        if batch:
            await flush(batch)
