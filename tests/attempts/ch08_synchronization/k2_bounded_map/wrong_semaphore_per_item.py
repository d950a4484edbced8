"""Makes a semaphore for each item.

Caught by: test_at_most_limit_at_the_same_time
"""

import asyncio


async def bounded_map(fn, items, limit):
    if limit < 1:
        raise ValueError

    async def call(item):
        semaphore = asyncio.Semaphore(limit)
        async with semaphore:
            return await fn(item)

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(call(item)) for item in items]
    return [task.result() for task in tasks]
