"""Also catches the cancellation that was meant for the caller.

Caught by: test_a_cancellation_comes_out
"""

import asyncio


async def with_deadline(coro, seconds, default):
    try:
        async with asyncio.timeout(seconds) as cm:
            return await coro
    except asyncio.CancelledError:
        return default
    except TimeoutError:
        if not cm.expired():
            raise
        return default
