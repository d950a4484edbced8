"""Looks once in a second whether all is done.

Caught by: test_nothing_to_do
"""

import asyncio


async def worker_pool(handle, items, workers):
    todo = enumerate(items)
    results = {}

    async def worker():
        for n, item in todo:
            results[n] = await handle(item)

    tasks = [asyncio.create_task(worker()) for _ in range(workers)]
    try:
        while any(not task.done() for task in tasks):
            await asyncio.sleep(1)
            for task in tasks:
                if task.done():
                    task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    return [results[n] for n in sorted(results)]
