"""Keeps a timetable, and begins with a tick at second 0.

Caught by: test_each_tick_comes_when_it_is_due
"""

import asyncio


async def ticker(interval, count):
    loop = asyncio.get_running_loop()
    start = loop.time()
    for number in range(count):
        await asyncio.sleep(start + number * interval - loop.time())
        yield number
