"""Gives the default after any exception.

Caught by: test_an_exception_comes_out
"""

import asyncio


async def with_deadline(coro, seconds, default):
    try:
        async with asyncio.timeout(seconds):
            return await coro
    except Exception:
        return default
