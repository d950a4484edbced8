"""Gives each check and each pause what is left."""

import asyncio


async def poll_until(check, interval, timeout):
    loop = asyncio.get_running_loop()
    deadline = loop.time() + timeout
    while True:
        if await asyncio.wait_for(check(), deadline - loop.time()):
            return
        left = deadline - loop.time()
        if left < interval:
            await asyncio.sleep(max(left, 0))
            raise TimeoutError(f"not ready after {timeout} s")
        await asyncio.sleep(interval)
