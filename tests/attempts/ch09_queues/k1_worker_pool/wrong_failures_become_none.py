"""Leaves None where an item has failed.

Caught by: test_a_failure_stops_the_pool
"""

import asyncio


async def worker_pool(handle, items, workers):
    items = list(items)
    todo = enumerate(items)
    results = [None] * len(items)

    async def worker():
        for n, item in todo:
            try:
                results[n] = await handle(item)
            except Exception as error:
                print(f"{item} failed: {error}")

    async with asyncio.TaskGroup() as tg:
        for _ in range(workers):
            tg.create_task(worker())
    return results
