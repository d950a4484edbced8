"""Keeps the results by item: equal items share one.

Caught by: test_items_come_once
"""

import asyncio


async def bounded_map(fn, items, limit):
    semaphore = asyncio.Semaphore(limit)
    tasks = {}

    async def one(item):
        async with semaphore:
            return await fn(item)

    async with asyncio.TaskGroup() as group:
        for item in items:
            tasks[item] = group.create_task(one(item))
    return [task.result() for task in tasks.values()]
