"""Takes a TimeoutError of the flush for its own.

Caught by: test_an_error_of_a_flush_comes_out
"""

import asyncio


async def consume_batches(queue, size, max_wait, flush):
    loop = asyncio.get_running_loop()
    batch = []
    deadline = None
    while True:
        try:
            if deadline is not None and loop.time() >= deadline or len(batch) == size:
                ready, batch, deadline = batch, [], None
                await flush(ready)
            async with asyncio.timeout_at(deadline):
                item = await queue.get()
        except TimeoutError:
            continue
        except asyncio.CancelledError:
            if batch:
                await flush(batch)
            raise
        if item is None:
            break
        if not batch:
            deadline = loop.time() + max_wait
        batch.append(item)
    if batch:
        await flush(batch)
