"""Asks whether the queue is empty, gives way, and then waits for an item.

Caught by: test_more_workers_than_items
"""

import asyncio


async def worker_pool(handle, items, workers):
    queue = asyncio.Queue()
    results = {}
    for number, item in enumerate(items):
        queue.put_nowait((number, item))

    async def worker():
        while not queue.empty():
            await asyncio.sleep(0)
            number, item = await queue.get()
            results[number] = await handle(item)

    async with asyncio.TaskGroup() as group:
        for _ in range(workers):
            group.create_task(worker())
    return [results[number] for number in sorted(results)]
