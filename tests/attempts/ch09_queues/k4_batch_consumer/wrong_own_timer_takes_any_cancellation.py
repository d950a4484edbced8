"""Cancels itself with a timer, and takes every cancellation for that of the timer.

Caught by: test_it_may_be_cancelled_at_any_time
"""

import asyncio


async def consume_batches(queue, size, max_wait, flush):
    loop = asyncio.get_running_loop()
    task = asyncio.current_task()
    ended = False
    while not ended:
        batch, timer, over = [], None, []
        try:
            while len(batch) < size:
                item = await queue.get()
                if item is None:
                    ended = True
                    break
                if not batch:
                    timer = loop.call_later(
                        max_wait, lambda o=over: (o.append(1), task.cancel())
                    )
                batch.append(item)
        except asyncio.CancelledError:
            if not over:
                if batch:
                    await flush(batch)
                raise
            task.uncancel()
        finally:
            if timer:
                timer.cancel()
        if batch:
            await flush(batch)
