"""Tries one after another.

Caught by: test_they_run_together
"""

import asyncio


async def settle(coros):
    results, errors = [], []
    for coro in coros:
        try:
            results.append(await coro)
        except (Exception, asyncio.CancelledError) as error:
            errors.append(error)
    return results, errors
