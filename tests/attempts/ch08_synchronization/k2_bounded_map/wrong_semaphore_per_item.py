"""Each item has a semaphore of its own.

Caught by: test_never_more_than_the_limit
"""

import asyncio


async def bounded_map(fn, items, limit):
    async def one(item):
        async with asyncio.Semaphore(limit):
            return await fn(item)

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(one(item)) for item in items]
    return [task.result() for task in tasks]
