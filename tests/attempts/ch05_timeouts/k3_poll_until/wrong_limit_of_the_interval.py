"""A check may not take longer than the interval.

Caught by: test_the_pause_begins_with_the_answer
"""

import asyncio


async def poll_until(check, interval, timeout):
    async with asyncio.timeout(timeout):
        while not await asyncio.wait_for(check(), interval):
            await asyncio.sleep(interval)
