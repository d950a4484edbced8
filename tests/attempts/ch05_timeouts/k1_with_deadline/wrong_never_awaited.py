"""With a deadline that is over it does not even look at the coroutine.

Caught by: test_a_deadline_that_is_over
"""

import asyncio


async def with_deadline(coro, seconds, default):
    if seconds <= 0:
        return default
    try:
        async with asyncio.timeout(seconds) as cm:
            return await coro
    except TimeoutError:
        if cm.expired():
            return default
        raise
