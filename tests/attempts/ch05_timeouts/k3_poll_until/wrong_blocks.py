"""Sleeps with time.sleep, and the loop stands still.

Caught by: test_it_asks_until_the_answer_is_true
"""

import asyncio
import time


async def poll_until(check, interval, timeout):
    async with asyncio.timeout(timeout):
        while not await check():
            time.sleep(interval)
