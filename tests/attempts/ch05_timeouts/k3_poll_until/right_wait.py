"""A task that asks, and somebody who watches it."""

import asyncio


async def poll_until(check, interval, timeout):
    async def ask():
        while not await check():
            await asyncio.sleep(interval)

    asking = asyncio.create_task(ask())
    try:
        done, _ = await asyncio.wait({asking}, timeout=timeout)
        if not done:
            raise TimeoutError
        asking.result()
    finally:
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)
