"""Yields first, and then sleeps.

Caught by: test_each_at_its_time
"""

import asyncio


async def ticker(interval, count):
    loop = asyncio.get_running_loop()
    start = loop.time()
    for number in range(count):
        yield number
        await asyncio.sleep(start + (number + 1) * interval - loop.time())
