"""Takes the timeout for a time of the loop's clock.

Caught by: test_the_timeout_begins_with_the_call
"""

import asyncio


async def poll_until(check, interval, timeout):
    async with asyncio.timeout_at(timeout):
        while not await check():
            await asyncio.sleep(interval)
