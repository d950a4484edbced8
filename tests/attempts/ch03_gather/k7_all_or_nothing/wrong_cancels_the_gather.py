"""Cancels what gather returned, which is already over.

Caught by: test_the_others_are_cancelled
"""

import asyncio


async def all_or_nothing(coros):
    together = asyncio.gather(*coros)
    try:
        return await together
    except BaseException:
        together.cancel()
        raise
