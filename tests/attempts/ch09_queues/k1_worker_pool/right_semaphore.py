"""A task for each item, and a semaphore."""

import asyncio


async def worker_pool(handle, items, workers):
    places = asyncio.Semaphore(workers)

    async def limited(item):
        async with places:
            return await handle(item)

    try:
        async with asyncio.TaskGroup() as tg:
            tasks = [tg.create_task(limited(item)) for item in items]
    except BaseExceptionGroup as group:
        raise group.exceptions[0]
    return [task.result() for task in tasks]
