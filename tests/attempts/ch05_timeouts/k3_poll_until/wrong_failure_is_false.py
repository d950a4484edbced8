"""Takes an exception for a False.

Caught by: test_an_exception_comes_out
"""

import asyncio


async def poll_until(check, interval, timeout):
    async with asyncio.timeout(timeout):
        while True:
            try:
                if await check():
                    return
            except Exception:
                pass
            await asyncio.sleep(interval)
