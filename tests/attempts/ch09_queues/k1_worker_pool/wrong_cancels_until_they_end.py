"""Cancels the others again and again, also while they clean up.

Caught by: test_the_others_have_cleaned_up
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
        await asyncio.gather(*tasks)
    finally:
        while not all(task.done() for task in tasks):
            for task in tasks:
                task.cancel()
            await asyncio.sleep(0)
    return [results[n] for n in sorted(results)]
