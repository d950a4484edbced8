"""Prints the error of a flush, and goes on.

Caught by: test_an_error_of_a_flush_comes_out
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
        finally:
            if batch:
                try:
                    await flush(batch)
                except Exception as error:
                    print("flush failed", error)
