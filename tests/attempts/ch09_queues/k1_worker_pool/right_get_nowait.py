"""Workers that take until the queue is empty, gathered, and cancelled by hand."""

import asyncio


async def worker_pool(handle, items, workers):
    queue = asyncio.Queue()
    for n, item in enumerate(items):
        queue.put_nowait((n, item))
    results = [None] * queue.qsize()

    async def worker():
        while True:
            try:
                n, item = queue.get_nowait()
            except asyncio.QueueEmpty:
                return
            results[n] = await handle(item)

    tasks = [asyncio.create_task(worker()) for _ in range(workers)]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    return results
