"""A semaphore without a place lets nobody in.

Caught by: test_there_has_to_be_a_place
"""

import asyncio


async def bounded_map(fn, items, limit):
    semaphore = asyncio.Semaphore(limit)

    async def call(item):
        async with semaphore:
            return await fn(item)

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(call(item)) for item in items]
    return [task.result() for task in tasks]
