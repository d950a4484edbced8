"""A sentinel for each worker, behind the items."""

import asyncio

STOP = object()


async def worker_pool(handle, items, workers):
    queue = asyncio.Queue()
    results = {}

    async def worker():
        while True:
            job = await queue.get()
            if job is STOP:
                break
            number, item = job
            results[number] = await handle(item)

    for job in enumerate(items):
        await queue.put(job)
    for _ in range(workers):
        await queue.put(STOP)
    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(workers):
                group.create_task(worker())
    except* Exception as errors:
        failed = errors.exceptions[0]
    else:
        return [results[n] for n in range(len(results))]
    raise failed
