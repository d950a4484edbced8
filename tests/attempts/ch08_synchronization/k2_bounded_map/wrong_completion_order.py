"""Appends the results as they come.

Caught by: test_each_item_has_its_result
"""

import asyncio


async def bounded_map(fn, items, limit):
    if limit < 1:
        raise ValueError
    semaphore = asyncio.Semaphore(limit)
    results = []

    async def call(item):
        async with semaphore:
            results.append(await fn(item))

    async with asyncio.TaskGroup() as group:
        for item in items:
            group.create_task(call(item))
    return results
