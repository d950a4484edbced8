"""Asks at fixed times, however long an answer takes.

Caught by: test_the_pause_begins_with_the_answer
"""

import asyncio


async def poll_until(check, interval, timeout):
    loop = asyncio.get_running_loop()
    began = next_time = loop.time()
    async with asyncio.timeout_at(began + timeout):
        while not await check():
            next_time += interval
            await asyncio.sleep(next_time - loop.time())
