"""Shields its `get` from the time-out, and never ends it.

Caught by: test_who_is_cancelled_flushes_what_it_has
"""

import asyncio


async def consume_batches(queue, size, max_wait, flush):
    loop = asyncio.get_running_loop()
    batch, deadline, getter = [], None, None
    try:
        while True:
            if getter is None:
                getter = asyncio.ensure_future(queue.get())
            try:
                async with asyncio.timeout_at(deadline):
                    item = await asyncio.shield(getter)
            except TimeoutError:
                ready, batch, deadline = batch, [], None
                await flush(ready)
                continue
            getter = None
            if item is None:
                return
            batch.append(item)
            if len(batch) == 1:
                deadline = loop.time() + max_wait
            if len(batch) == size:
                ready, batch, deadline = batch, [], None
                await flush(ready)
    finally:
        if batch:
            await flush(batch)
