"""Does not wait for its flushes until the end.

Caught by: test_a_flush_is_not_cut_off
"""

import asyncio


async def consume_batches(queue, size, max_wait, flush):
    loop = asyncio.get_running_loop()
    ended = False
    async with asyncio.TaskGroup() as group:
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
                group.create_task(flush(batch))
