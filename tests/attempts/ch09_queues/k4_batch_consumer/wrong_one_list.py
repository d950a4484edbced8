"""Clears the list that it has handed over.

Caught by: test_each_batch_is_a_list_of_its_own
"""

import asyncio


async def consume_batches(queue, size, max_wait, flush):
    loop = asyncio.get_running_loop()
    ended = False
    batch = []
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
        finally:
            if batch:
                await flush(batch)
                batch.clear()
