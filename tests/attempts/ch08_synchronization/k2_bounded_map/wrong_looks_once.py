"""Counts by itself; all who are woken go on, however many places there are.

Caught by: test_at_most_limit_at_the_same_time
"""

import asyncio


async def bounded_map(fn, items, limit):
    if limit < 1:
        raise ValueError
    running = 0
    free = asyncio.Event()

    async def call(item):
        nonlocal running
        if running >= limit:
            free.clear()
            await free.wait()
        running += 1
        try:
            return await fn(item)
        finally:
            running -= 1
            free.set()

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(call(item)) for item in items]
    return [task.result() for task in tasks]
