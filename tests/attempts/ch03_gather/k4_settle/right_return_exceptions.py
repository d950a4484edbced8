"""Gathers exceptions as values, and sorts them in a loop."""

import asyncio


async def settle(coros):
    results, errors = [], []
    for item in await asyncio.gather(*coros, return_exceptions=True):
        (errors if isinstance(item, BaseException) else results).append(item)
    return results, errors
