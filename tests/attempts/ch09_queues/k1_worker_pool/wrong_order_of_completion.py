"""Appends each result when it is there.

Caught by: test_each_item_gets_its_result
"""

import asyncio


async def worker_pool(handle, items, workers):
    queue = asyncio.Queue()
    for item in items:
        queue.put_nowait(item)
    results = []

    async def worker():
        while not queue.empty():
            results.append(await handle(queue.get_nowait()))

    try:
        async with asyncio.TaskGroup() as tg:
            for _ in range(workers):
                tg.create_task(worker())
    except ExceptionGroup as eg:
        raise eg.exceptions[0] from None
    return results
