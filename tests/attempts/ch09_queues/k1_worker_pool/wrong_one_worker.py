"""One worker does it all.

Caught by: test_as_many_at_work_as_there_are_workers
"""

import asyncio


async def worker_pool(handle, items, workers):
    queue = asyncio.Queue()
    for item in items:
        queue.put_nowait(item)
    results = []
    while not queue.empty():
        results.append(await handle(await queue.get()))
    return results
