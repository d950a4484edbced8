"""Waits when there is one too many already.

Caught by: test_at_most_limit_at_the_same_time
"""

import asyncio


async def bounded_map(fn, items, limit):
    if limit < 1:
        raise ValueError
    running = 0
    changed = asyncio.Condition()

    async def call(item):
        nonlocal running
        async with changed:
            await changed.wait_for(lambda: running <= limit)
            running += 1
        try:
            return await fn(item)
        finally:
            async with changed:
                running -= 1
                changed.notify()

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(call(item)) for item in items]
    return [task.result() for task in tasks]
