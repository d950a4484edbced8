"""Reads the next place, lets the others run, and moves on then.

Caught by: test_each_item_is_handled_once
"""

import asyncio


async def worker_pool(handle, items, workers):
    items = list(items)
    results = [None] * len(items)
    place = 0

    async def worker():
        nonlocal place
        while place < len(items):
            mine = place
            await asyncio.sleep(0)
            place = mine + 1
            results[mine] = await handle(items[mine])

    try:
        async with asyncio.TaskGroup() as tg:
            for _ in range(workers):
                tg.create_task(worker())
    except ExceptionGroup as eg:
        raise eg.exceptions[0] from None
    return results
