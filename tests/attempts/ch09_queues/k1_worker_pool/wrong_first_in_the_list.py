"""Raises the error of the first item in the list.

Caught by: test_the_first_of_many_failures_comes_out
"""

import asyncio


async def worker_pool(handle, items, workers):
    queue = asyncio.Queue()
    for pair in enumerate(items):
        queue.put_nowait(pair)
    results = {}

    async def worker():
        while not queue.empty():
            n, item = queue.get_nowait()
            results[n] = await handle(item)

    tasks = [asyncio.create_task(worker()) for _ in range(workers)]
    try:
        await asyncio.wait(tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    for task in tasks:
        task.result()
    return [results[n] for n in sorted(results)]
