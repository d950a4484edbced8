"""Leaves the others running.

Caught by: test_the_others_are_cancelled
"""

import asyncio


async def all_or_nothing(coros):
    return await asyncio.gather(*coros)
