"""Gives each worker its share of the items at the beginning.

Caught by: test_whoever_is_free_takes_the_next_item
"""

import asyncio


async def worker_pool(handle, items, workers):
    items = list(items)
    results = [None] * len(items)

    async def worker(first):
        for n in range(first, len(items), workers):
            results[n] = await handle(items[n])

    try:
        async with asyncio.TaskGroup() as tg:
            for first in range(workers):
                tg.create_task(worker(first))
    except ExceptionGroup as eg:
        raise eg.exceptions[0] from None
    return results
