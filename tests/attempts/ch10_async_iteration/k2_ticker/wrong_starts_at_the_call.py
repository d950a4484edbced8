"""Starts the clock when it is called.

Caught by: test_the_clock_starts_with_the_first_tick
"""

import asyncio


def ticker(interval, count):
    loop = asyncio.get_running_loop()
    start = loop.time()

    async def ticks():
        for number in range(count):
            await asyncio.sleep(start + (number + 1) * interval - loop.time())
            yield number

    return ticks()
