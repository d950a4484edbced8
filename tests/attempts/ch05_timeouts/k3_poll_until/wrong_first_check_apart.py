"""Lets the clock begin after the first answer.

Caught by: test_it_gives_up_while_a_check_hangs
"""

import asyncio


async def poll_until(check, interval, timeout):
    if await check():
        return
    async with asyncio.timeout(timeout):
        while True:
            await asyncio.sleep(interval)
            if await check():
                return
