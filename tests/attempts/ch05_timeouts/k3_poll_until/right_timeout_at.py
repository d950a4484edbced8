"""The same deadline for each check and each pause."""

import asyncio


async def poll_until(check, interval, timeout):
    deadline = asyncio.get_event_loop().time() + timeout
    ready = False
    while not ready:
        async with asyncio.timeout_at(deadline):
            ready = await check()
            if not ready:
                await asyncio.sleep(interval)
