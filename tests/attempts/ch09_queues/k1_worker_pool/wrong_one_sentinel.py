"""Puts one sentinel for all workers.

Caught by: test_each_item_gets_its_result
"""

import asyncio


async def worker_pool(handle, items, workers):
    queue = asyncio.Queue()
    stop = object()
    results = {}
    for pair in enumerate(items):
        queue.put_nowait(pair)
    queue.put_nowait(stop)

    async def worker():
        while (job := await queue.get()) is not stop:
            n, item = job
            results[n] = await handle(item)

    try:
        async with asyncio.TaskGroup() as tg:
            for _ in range(workers):
                tg.create_task(worker())
    except ExceptionGroup as eg:
        raise eg.exceptions[0] from None
    return [results[n] for n in sorted(results)]
