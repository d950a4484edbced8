"""Lets a task for `get` race against a sleep, and drops the item if both are ready.

Caught by: test_what_comes_when_the_time_is_over_is_not_lost
"""

import asyncio


async def consume_batches(queue, size, max_wait, flush):
    batch = []
    timer = None
    while True:
        getter = asyncio.create_task(queue.get())
        racing = {getter, timer} if timer else {getter}
        try:
            await asyncio.wait(racing, return_when=asyncio.FIRST_COMPLETED)
        except asyncio.CancelledError:
            for task in racing:
                task.cancel()
            await asyncio.wait(racing)
            if not getter.cancelled() and getter.result() is not None:
                batch.append(getter.result())
            if batch:
                await flush(batch)
            raise
        if timer and timer.done():
            getter.cancel()
            timer = None
            ready, batch = batch, []
            await flush(ready)
            continue
        item = getter.result()
        if item is not None:
            batch.append(item)
            if timer is None:
                timer = asyncio.create_task(asyncio.sleep(max_wait))
        if item is None or len(batch) == size:
            if timer:
                timer.cancel()
                timer = None
            if batch:
                ready, batch = batch, []
                await flush(ready)
            if item is None:
                return
