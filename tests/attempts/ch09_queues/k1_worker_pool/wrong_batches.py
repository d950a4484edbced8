"""Handles as many items as there are workers, and waits for all of these.

Caught by: test_whoever_is_free_takes_the_next_item
"""

import asyncio


async def worker_pool(handle, items, workers):
    items = list(items)
    results = []
    for start in range(0, len(items), workers):
        try:
            async with asyncio.TaskGroup() as tg:
                tasks = [
                    tg.create_task(handle(item))
                    for item in items[start : start + workers]
                ]
        except ExceptionGroup as eg:
            raise eg.exceptions[0] from None
        results += [task.result() for task in tasks]
    return results
