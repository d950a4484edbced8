"""Takes an empty result for none.

Caught by: test_any_result_is_a_result
"""

import asyncio


async def with_deadline(coro, seconds, default):
    result = None
    try:
        async with asyncio.timeout(seconds) as t:
            result = await coro
    except TimeoutError:
        if not t.expired():
            raise
    return result or default
