"""Lets the other one go on after a failure.

Caught by: test_the_other_one_is_cancelled
"""

import asyncio


async def start_both(first, second):
    one, other = await asyncio.gather(first, second)
    return one, other
