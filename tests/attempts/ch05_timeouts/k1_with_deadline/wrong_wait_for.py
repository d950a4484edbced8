"""Takes any TimeoutError for its own.

Caught by: test_a_timeout_of_the_work_comes_out
"""

import asyncio


async def with_deadline(coro, seconds, default):
    try:
        return await asyncio.wait_for(coro, seconds)
    except TimeoutError:
        return default
