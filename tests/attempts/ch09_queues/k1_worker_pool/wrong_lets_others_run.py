"""Lets the other workers run between its look at the queue and its get.

Caught by: test_each_item_is_handled_once
"""

import asyncio


async def worker_pool(handle, items, workers):
    queue = asyncio.Queue()
    for pair in enumerate(items):
        queue.put_nowait(pair)
    results = {}

    async def worker():
        while not queue.empty():
            await asyncio.sleep(0)
            n, item = await queue.get()
            results[n] = await handle(item)

    try:
        async with asyncio.TaskGroup() as tg:
            for _ in range(workers):
                tg.create_task(worker())
    except ExceptionGroup as eg:
        raise eg.exceptions[0] from None
    return [results[n] for n in sorted(results)]
