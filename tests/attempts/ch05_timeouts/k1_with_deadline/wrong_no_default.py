"""Raises a TimeoutError instead of giving the default.

Caught by: test_the_default_comes_at_the_deadline
"""

import asyncio


async def with_deadline(coro, seconds, default):
    return await asyncio.wait_for(coro, seconds)
