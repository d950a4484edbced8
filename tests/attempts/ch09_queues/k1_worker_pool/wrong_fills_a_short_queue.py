"""Fills a queue that has room for few items before anybody takes one.

Caught by: test_each_item_gets_its_result
"""

import asyncio


async def worker_pool(handle, items, workers):
    queue = asyncio.Queue(maxsize=workers)
    results = {}
    for pair in enumerate(items):
        await queue.put(pair)

    async def worker():
        while not queue.empty():
            n, item = await queue.get()
            results[n] = await handle(item)

    try:
        async with asyncio.TaskGroup() as tg:
            for _ in range(workers):
                tg.create_task(worker())
    except ExceptionGroup as eg:
        raise eg.exceptions[0] from None
    return [results[n] for n in sorted(results)]
