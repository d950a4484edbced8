"""Gives the place back before it awaits the call.

Caught by: test_at_most_limit_at_the_same_time
"""

import asyncio


async def bounded_map(fn, items, limit):
    if limit < 1:
        raise ValueError
    semaphore = asyncio.Semaphore(limit)

    async def call(item):
        async with semaphore:
            answer = fn(item)
        return await answer

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(call(item)) for item in items]
    return [task.result() for task in tasks]
