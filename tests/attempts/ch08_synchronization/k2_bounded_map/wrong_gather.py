"""Leaves the others running when one fails.

Caught by: test_a_failure_cancels_the_others
"""

import asyncio


async def bounded_map(fn, items, limit):
    if limit < 1:
        raise ValueError
    semaphore = asyncio.Semaphore(limit)

    async def call(item):
        async with semaphore:
            return await fn(item)

    try:
        return await asyncio.gather(*(call(item) for item in items))
    except Exception as error:
        raise ExceptionGroup("failed", [error]) from None
