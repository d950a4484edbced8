"""Asks without a pause.

Caught by: test_it_asks_until_the_answer_is_true
"""

import asyncio


async def poll_until(check, interval, timeout):
    async with asyncio.timeout(timeout):
        while not await check():
            await asyncio.sleep(0)
