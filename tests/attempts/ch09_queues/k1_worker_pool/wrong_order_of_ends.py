"""Results in the order in which they were ready.

Caught by: test_the_results_are_in_order
"""

import asyncio


async def worker_pool(handle, items, workers):
    queue = asyncio.Queue()
    for item in items:
        queue.put_nowait(item)
    results = []

    async def worker():
        while not queue.empty():
            results.append(await handle(queue.get_nowait()))

    async with asyncio.TaskGroup() as group:
        for _ in range(workers):
            group.create_task(worker())
    return results
