"""Remembers the next time."""

import asyncio


async def ticker(interval, count):
    loop = asyncio.get_running_loop()
    next_time = loop.time()
    for number in range(count):
        next_time += interval
        while (left := next_time - loop.time()) > 0:
            await asyncio.sleep(left)
        yield number
