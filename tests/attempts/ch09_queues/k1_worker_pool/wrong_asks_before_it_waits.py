"""Asks whether the queue is empty, then waits until it may take an item.

Caught by: test_each_item_gets_its_result
"""

import asyncio


async def worker_pool(handle, items, workers):
    queue = asyncio.Queue()
    for pair in enumerate(items):
        queue.put_nowait(pair)
    limit = asyncio.Semaphore(workers)
    results = {}

    async def worker():
        while not queue.empty():
            async with limit:
                n, item = await queue.get()
                results[n] = await handle(item)

    try:
        async with asyncio.TaskGroup() as tg:
            for _ in range(queue.qsize()):
                tg.create_task(worker())
    except ExceptionGroup as eg:
        raise eg.exceptions[0] from None
    return [results[n] for n in sorted(results)]
