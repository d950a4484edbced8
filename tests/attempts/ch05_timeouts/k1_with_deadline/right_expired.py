"""A timeout, which is asked whether it was the one."""

import asyncio


async def with_deadline(coro, seconds, default):
    try:
        async with asyncio.timeout(seconds) as limit:
            return await coro
    except TimeoutError:
        if limit.expired():
            return default
        raise
