"""Lets the group of the task group come out.

Caught by: test_a_failure_stops_the_pool
"""

import asyncio


async def worker_pool(handle, items, workers):
    todo = enumerate(items)
    results = {}

    async def worker():
        for n, item in todo:
            results[n] = await handle(item)

    async with asyncio.TaskGroup() as tg:
        for _ in range(workers):
            tg.create_task(worker())
    return [results[n] for n in sorted(results)]
