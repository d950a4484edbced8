"""Asks an iterator how long it is.

Caught by: test_more_workers_than_items
"""

import asyncio


async def worker_pool(handle, items, workers):
    results = [None] * len(items)
    todo = enumerate(items)

    async def worker():
        for n, item in todo:
            results[n] = await handle(item)

    try:
        async with asyncio.TaskGroup() as tg:
            for _ in range(workers):
                tg.create_task(worker())
    except ExceptionGroup as eg:
        raise eg.exceptions[0] from None
    return results
