"""Flushes inside of the time-out, which cuts it off.

Caught by: test_a_flush_is_not_cut_off
"""

import asyncio


async def consume_batches(queue, size, max_wait, flush):
    loop = asyncio.get_running_loop()
    ended = False
    while not ended:
        batch = []
        try:
            async with asyncio.timeout(None) as limit:
                while not ended:
                    item = await queue.get()
                    if item is None:
                        ended = True
                        break
                    batch.append(item)
                    if len(batch) == 1:
                        limit.reschedule(loop.time() + max_wait)
                    if len(batch) == size:
                        full, batch = batch, []
                        await flush(full)
                        break
        except TimeoutError:
            pass
        finally:
            if batch:
                await flush(batch)
