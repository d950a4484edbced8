"""A time-out around each `get`, with the same end for all of them."""

import asyncio


async def consume_batches(queue, size, max_wait, flush):
    batch, deadline = [], None
    now = asyncio.get_running_loop().time
    more = True
    while more:
        full = False
        try:
            async with asyncio.timeout_at(deadline):
                item = await queue.get()
            if item is None:
                more = False
            else:
                batch.append(item)
                deadline = deadline or now() + max_wait
                full = len(batch) == size
        except TimeoutError:
            full = True
        except asyncio.CancelledError:
            if batch:
                await flush(batch)
            raise
        if batch and (full or not more):
            ready, batch, deadline = batch, [], None
            await flush(ready)
