"""Raises the right exception, and the others go on.

Caught by: test_the_others_are_cancelled
"""

import asyncio


async def first_error(coros):
    return await asyncio.gather(*coros)
