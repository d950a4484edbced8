"""Waits for the join, or for a worker that fails."""

import asyncio


async def worker_pool(handle, items, workers):
    queue = asyncio.Queue()
    results = []
    for item in items:
        queue.put_nowait((len(results), item))
        results.append(None)

    async def worker():
        while True:
            place, item = await queue.get()
            results[place] = await handle(item)
            queue.task_done()

    tasks = [asyncio.create_task(worker()) for _ in range(workers)]
    joined = asyncio.create_task(queue.join())
    try:
        await asyncio.wait([joined, *tasks], return_when=asyncio.FIRST_COMPLETED)
        for task in tasks:
            if task.done():
                task.result()
        return results
    finally:
        for task in (joined, *tasks):
            task.cancel()
        await asyncio.gather(joined, *tasks, return_exceptions=True)
