"""Looks at the clock every second.

Caught by: test_any_interval_and_any_user
"""

import asyncio


async def ticker(interval, count):
    loop = asyncio.get_running_loop()
    start = loop.time()
    for number in range(count):
        while loop.time() < start + (number + 1) * interval:
            await asyncio.sleep(1)
        yield number
