"""Stores the results under their items.

Caught by: test_any_value_is_an_item
"""

import asyncio


async def worker_pool(handle, items, workers):
    items = list(items)
    todo = iter(items)
    results = {}

    async def worker():
        for item in todo:
            results[item] = await handle(item)

    try:
        async with asyncio.TaskGroup() as tg:
            for _ in range(workers):
                tg.create_task(worker())
    except ExceptionGroup as eg:
        raise eg.exceptions[0] from None
    return [results[item] for item in items]
