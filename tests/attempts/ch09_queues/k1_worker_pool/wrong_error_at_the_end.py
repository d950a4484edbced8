"""Keeps the first error, and raises it when all items are handled.

Caught by: test_a_failure_stops_the_pool
"""

import asyncio


async def worker_pool(handle, items, workers):
    queue = asyncio.Queue()
    results = {}
    errors = []

    async def worker():
        while True:
            n, item = await queue.get()
            try:
                results[n] = await handle(item)
            except Exception as error:
                errors.append(error)
            finally:
                queue.task_done()

    for pair in enumerate(items):
        queue.put_nowait(pair)
    tasks = [asyncio.create_task(worker()) for _ in range(workers)]
    try:
        await queue.join()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    if errors:
        raise errors[0]
    return [results[n] for n in sorted(results)]
