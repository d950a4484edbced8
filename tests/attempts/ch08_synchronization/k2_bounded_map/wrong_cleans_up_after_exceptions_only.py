"""Leaves a cancellation to gather, which ends with the first task that ends.

Caught by: test_a_cancellation_reaches_all_of_them
"""

import asyncio


async def bounded_map(fn, items, limit):
    if limit < 1:
        raise ValueError
    semaphore = asyncio.Semaphore(limit)

    async def call(item):
        async with semaphore:
            return await fn(item)

    tasks = [asyncio.create_task(call(item)) for item in items]
    try:
        return await asyncio.gather(*tasks)
    except Exception as error:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise ExceptionGroup("failed", [error]) from error
