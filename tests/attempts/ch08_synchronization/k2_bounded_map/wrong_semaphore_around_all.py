"""Holds one place of the semaphore while all are at work.

Caught by: test_never_more_than_the_limit
"""

import asyncio


async def bounded_map(fn, items, limit):
    async with asyncio.Semaphore(limit), asyncio.TaskGroup() as group:
        tasks = [group.create_task(fn(item)) for item in items]
    return [task.result() for task in tasks]
