"""Cancels the others, and does not wait for their end.

Caught by: test_the_others_have_cleaned_up
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
        raise ExceptionGroup("failed", [error]) from None
