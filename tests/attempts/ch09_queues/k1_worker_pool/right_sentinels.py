"""Behind the items there is one end for each worker."""

import asyncio

END = object()


async def worker_pool(handle, items, workers):
    queue = asyncio.Queue()
    results = {}
    count = 0
    for count, item in enumerate(items, 1):
        await queue.put((count, item))
    for _ in range(workers):
        await queue.put(END)

    async def worker():
        while (job := await queue.get()) is not END:
            number, item = job
            results[number] = await handle(item)

    async with asyncio.TaskGroup() as group:
        for _ in range(workers):
            group.create_task(worker())
    return [results[number] for number in range(1, count + 1)]
