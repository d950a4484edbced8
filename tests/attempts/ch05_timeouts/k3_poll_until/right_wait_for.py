"""wait_for around a coroutine with the loop."""

import asyncio


async def poll_until(check, interval, timeout):
    async def ask():
        while not await check():
            await asyncio.sleep(interval)

    await asyncio.wait_for(ask(), timeout)
