"""Work that has no time at all is not begun, and its coroutine closed."""

import asyncio


async def with_deadline(coro, seconds, default):
    if seconds <= 0:
        coro.close()
        return default

    async def limited():
        async with asyncio.timeout(seconds) as cm:
            limited.cm = cm
            return await coro

    try:
        return await asyncio.create_task(limited())
    except TimeoutError:
        if limited.cm.expired():
            return default
        raise
