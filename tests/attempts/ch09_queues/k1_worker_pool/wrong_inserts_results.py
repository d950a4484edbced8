"""Inserts each result at its place in a list that is still too short.

Caught by: test_any_latencies
"""

import asyncio


async def worker_pool(handle, items, workers):
    todo = enumerate(items)
    results = []

    async def worker():
        for n, item in todo:
            results.insert(n, await handle(item))

    try:
        async with asyncio.TaskGroup() as tg:
            for _ in range(workers):
                tg.create_task(worker())
    except ExceptionGroup as eg:
        raise eg.exceptions[0] from None
    return results
