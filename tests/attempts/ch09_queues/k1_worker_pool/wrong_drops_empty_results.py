"""Leaves out results that are None.

Caught by: test_any_value_is_a_result
"""

import asyncio


async def worker_pool(handle, items, workers):
    items = list(items)
    todo = enumerate(items)
    results = [None] * len(items)

    async def worker():
        for n, item in todo:
            results[n] = await handle(item)

    try:
        async with asyncio.TaskGroup() as tg:
            for _ in range(workers):
                tg.create_task(worker())
    except ExceptionGroup as eg:
        raise eg.exceptions[0] from None
    return [result for result in results if result is not None]
