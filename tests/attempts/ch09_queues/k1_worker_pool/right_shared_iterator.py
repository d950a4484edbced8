"""No queue: the workers share an iterator."""

import asyncio


async def worker_pool(handle, items, workers):
    futures = []
    todo = iter(list(items))

    async def worker():
        for item in todo:
            futures.append(slot := [])
            slot.append(await handle(item))

    async with asyncio.TaskGroup() as group:
        for _ in range(workers):
            group.create_task(worker())
    return [slot[0] for slot in futures]
