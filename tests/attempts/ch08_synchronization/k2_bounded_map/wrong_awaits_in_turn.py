"""Awaits the tasks in turn: the failure of a later one is heard late.

Caught by: test_a_later_failure_counts_too
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
        return [await task for task in tasks]
    except Exception as error:
        raise ExceptionGroup("failed", [error]) from None
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
