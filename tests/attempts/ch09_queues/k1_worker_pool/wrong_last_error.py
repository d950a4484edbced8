"""Raises the last error of the group.

Caught by: test_a_failure_while_cleaning_up_comes_later
"""

import asyncio


async def worker_pool(handle, items, workers):
    todo = enumerate(items)
    results = {}

    async def worker():
        for n, item in todo:
            results[n] = await handle(item)

    try:
        async with asyncio.TaskGroup() as tg:
            for _ in range(workers):
                tg.create_task(worker())
    except ExceptionGroup as eg:
        raise eg.exceptions[-1] from None
    return [results[n] for n in sorted(results)]
