"""All maps share the semaphore of the first one.

Caught by: test_each_map_has_its_own_places
"""

import asyncio

places = {}


async def bounded_map(fn, items, limit):
    if limit < 1:
        raise ValueError
    loop = asyncio.get_running_loop()
    semaphore = places.setdefault(loop, asyncio.Semaphore(limit))

    async def call(item):
        async with semaphore:
            return await fn(item)

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(call(item)) for item in items]
    return [task.result() for task in tasks]
