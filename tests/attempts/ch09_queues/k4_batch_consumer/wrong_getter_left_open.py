"""Keeps one task for `get` also while a flush works.

Caught by: test_nothing_is_taken_during_a_flush
"""

import asyncio


async def consume_batches(queue, size, max_wait, flush):
    loop = asyncio.get_running_loop()
    batch, deadline, getter = [], None, None
    try:
        while True:
            if getter is None:
                getter = asyncio.create_task(queue.get())
            left = None if deadline is None else deadline - loop.time()
            await asyncio.wait([getter], timeout=left)
            item = None
            if getter.done():
                item = getter.result()
                getter = None
                if item is None:
                    return
                if not batch:
                    deadline = loop.time() + max_wait
                batch.append(item)
            if item is None or len(batch) == size:
                ready, batch, deadline = batch, [], None
                await flush(ready)
    finally:
        if getter is not None:
            getter.cancel()
            await asyncio.wait([getter])
            if not getter.cancelled() and getter.result() is not None:
                batch.append(getter.result())
        if batch:
            await flush(batch)
