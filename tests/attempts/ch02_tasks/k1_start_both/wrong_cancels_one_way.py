"""Cancels the second when the first fails, not the other way round.

Caught by: test_the_other_one_is_cancelled
"""

import asyncio


async def start_both(first, second):
    one, other = asyncio.create_task(first), asyncio.create_task(second)
    try:
        a = await one
    except BaseException:
        other.cancel()
        await asyncio.gather(other, return_exceptions=True)
        raise
    return a, await other
