"""Takes the last item first.

Caught by: test_each_item_once
"""

import asyncio


async def worker_pool(handle, items, workers):
    queue = asyncio.LifoQueue()
    results = {}
    for number, item in enumerate(items):
        queue.put_nowait((number, item))

    async def worker():
        while not queue.empty():
            number, item = queue.get_nowait()
            results[number] = await handle(item)

    async with asyncio.TaskGroup() as group:
        for _ in range(workers):
            group.create_task(worker())
    return [results[number] for number in sorted(results)]
