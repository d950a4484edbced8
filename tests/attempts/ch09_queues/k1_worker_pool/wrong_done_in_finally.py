"""Calls task_done() in a finally, and asks nobody for errors.

Caught by: test_a_failure_stops_the_pool
"""

import asyncio


async def worker_pool(handle, items, workers):
    queue = asyncio.Queue()
    results = {}

    async def worker():
        while True:
            n, item = await queue.get()
            try:
                results[n] = await handle(item)
            finally:
                queue.task_done()

    for pair in enumerate(items):
        queue.put_nowait(pair)
    tasks = [asyncio.create_task(worker()) for _ in range(workers)]
    await queue.join()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return [results[n] for n in sorted(results)]
