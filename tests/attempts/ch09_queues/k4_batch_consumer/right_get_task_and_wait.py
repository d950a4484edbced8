"""A task for each `get`; one that is cancelled before it has ended takes nothing."""

import asyncio


async def consume_batches(queue, size, max_wait, flush):
    loop = asyncio.get_running_loop()
    batch = []
    deadline = None

    async def flush_it():
        nonlocal batch, deadline
        ready, batch, deadline = batch, [], None
        if ready:
            await flush(ready)

    while True:
        getter = asyncio.create_task(queue.get())
        left = None if deadline is None else max(0, deadline - loop.time())
        try:
            await asyncio.wait([getter], timeout=left)
        except asyncio.CancelledError:
            if getter.done() and getter.result() is not None:
                batch.append(getter.result())
            getter.cancel()
            await flush_it()
            raise
        if not getter.done():
            getter.cancel()
            await flush_it()
            continue
        item = getter.result()
        if item is None:
            await flush_it()
            return
        if not batch:
            deadline = loop.time() + max_wait
        batch.append(item)
        if len(batch) == size:
            await flush_it()
