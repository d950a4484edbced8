"""Results in the order in which they were ready.

Caught by: test_the_results_are_in_order
"""

import asyncio


async def bounded_map(fn, items, limit):
    semaphore = asyncio.Semaphore(limit)
    results = []

    async def one(item):
        async with semaphore:
            results.append(await fn(item))

    async with asyncio.TaskGroup() as group:
        for item in items:
            group.create_task(one(item))
    return results
