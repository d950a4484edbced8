"""Asks once more when the timeout has passed.

Caught by: test_it_gives_up_in_the_middle_of_a_pause
"""

import asyncio


async def poll_until(check, interval, timeout):
    try:
        async with asyncio.timeout(timeout):
            while not await check():
                await asyncio.sleep(interval)
    except TimeoutError:
        if not await check():
            raise
