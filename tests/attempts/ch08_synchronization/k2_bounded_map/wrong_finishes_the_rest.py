"""Lets all of them finish before it looks at failures.

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

    results = await asyncio.gather(*map(call, items), return_exceptions=True)
    errors = [result for result in results if isinstance(result, Exception)]
    if errors:
        raise ExceptionGroup("failed", errors)
    return results
