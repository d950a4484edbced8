"""Returns a list of numbers, when all is over.

Caught by: test_ticks_are_numbered
"""

import asyncio


async def ticker(interval, count):
    ticks = []
    for number in range(count):
        await asyncio.sleep(interval)
        ticks.append(number)
    return ticks
