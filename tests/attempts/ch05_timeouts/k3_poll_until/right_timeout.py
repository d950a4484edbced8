"""One timeout around an endless loop."""

import asyncio


async def poll_until(check, interval, timeout):
    async with asyncio.timeout(timeout):
        while True:
            if await check():
                return
            await asyncio.sleep(interval)
