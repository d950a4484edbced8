"""Takes 0 and False for the end.

Caught by: test_only_none_is_the_end
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
                    if not item:
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
