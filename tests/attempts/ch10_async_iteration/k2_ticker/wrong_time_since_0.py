"""Takes the clock of the loop for one that starts at 0.

Caught by: test_the_clock_starts_with_the_first_tick
"""

import asyncio


async def ticker(interval, count):
    loop = asyncio.get_running_loop()
    for number in range(count):
        await asyncio.sleep((number + 1) * interval - loop.time())
        yield number
