"""Holds the semaphore around all calls together.

Caught by: test_at_most_limit_at_the_same_time
"""

import asyncio


async def bounded_map(fn, items, limit):
    if limit < 1:
        raise ValueError
    async with asyncio.Semaphore(limit), asyncio.TaskGroup() as group:
        tasks = [group.create_task(fn(item)) for item in items]
    return [task.result() for task in tasks]
