"""Lets the work finish, and looks at the clock afterwards.

Caught by: test_the_default_comes_at_the_deadline
"""

import asyncio


async def with_deadline(coro, seconds, default):
    loop = asyncio.get_running_loop()
    began = loop.time()
    result = await coro
    return result if loop.time() - began <= seconds else default
