"""Takes an item None for the end.

Caught by: test_any_item_is_an_item
"""

import asyncio


async def worker_pool(handle, items, workers):
    queue = asyncio.Queue()
    results = {}
    numbers = iter(range(10**9))
    for item in items:
        queue.put_nowait(item)
    for _ in range(workers):
        queue.put_nowait(None)

    async def worker():
        while (item := await queue.get()) is not None:
            number = next(numbers)
            results[number] = await handle(item)

    async with asyncio.TaskGroup() as group:
        for _ in range(workers):
            group.create_task(worker())
    return [results[number] for number in sorted(results)]
