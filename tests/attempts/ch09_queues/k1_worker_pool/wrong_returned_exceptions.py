"""Raises an exception that handle has returned.

Caught by: test_any_value_is_a_result
"""

import asyncio


async def worker_pool(handle, items, workers):
    places = asyncio.Semaphore(workers)

    async def limited(item):
        async with places:
            return await handle(item)

    tasks = [asyncio.create_task(limited(item)) for item in items]
    try:
        if tasks:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    finally:
        for task in tasks:
            task.cancel()
        results = await asyncio.gather(*tasks, return_exceptions=True)
    for result in results:
        if isinstance(result, Exception):
            raise result
    return results
