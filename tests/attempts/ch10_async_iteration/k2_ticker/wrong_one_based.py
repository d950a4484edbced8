"""Counts from 1.

Caught by: test_ticks_are_numbered
"""

import asyncio


async def ticker(interval, count):
    loop = asyncio.get_running_loop()
    start = loop.time()
    for number in range(1, count + 1):
        await asyncio.sleep(start + number * interval - loop.time())
        yield number
