"""Ends its workers after an error, and not when it is cancelled.

Caught by: test_a_cancellation_reaches_all_of_them
"""

import asyncio


async def worker_pool(handle, items, workers):
    queue = asyncio.Queue()
    for pair in enumerate(items):
        queue.put_nowait(pair)
    results = {}

    async def worker():
        while not queue.empty():
            n, item = await queue.get()
            results[n] = await handle(item)

    tasks = [asyncio.create_task(worker()) for _ in range(workers)]
    done, left = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)
    for task in done:
        task.result()
    return [results[n] for n in sorted(results)]
