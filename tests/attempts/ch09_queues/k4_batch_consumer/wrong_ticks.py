"""The clock starts when the batch is empty, not with its first item.

Caught by: test_the_time_runs_from_the_first_item
"""

import asyncio


async def consume_batches(queue, size, max_wait, flush):
    ended = False
    while not ended:
        batch = []
        try:
            async with asyncio.timeout(max_wait):
                while len(batch) < size:
                    item = await queue.get()
                    if item is None:
                        ended = True
                        break
                    batch.append(item)
        except TimeoutError:
            pass
        finally:
            if batch:
                await flush(batch)
