"""A timer of the loop cancels the consumer, which takes that back."""

import asyncio


async def consume_batches(queue, size, max_wait, flush):
    loop = asyncio.get_running_loop()
    task = asyncio.current_task()

    async def fill(batch):
        timer = None
        try:
            while len(batch) < size:
                item = await queue.get()
                if item is None:
                    return True
                if not batch:
                    timer = loop.call_later(max_wait, interrupt)
                batch.append(item)
            return False
        finally:
            if timer:
                timer.cancel()

    def interrupt():
        nonlocal interrupted
        interrupted = True
        task.cancel()

    end = False
    while not end:
        interrupted = False
        batch = []
        try:
            end = await fill(batch)
        except asyncio.CancelledError:
            if interrupted and task.uncancel() == 0:
                pass
            else:
                if batch:
                    await flush(batch)
                raise
        if batch:
            await flush(batch)
