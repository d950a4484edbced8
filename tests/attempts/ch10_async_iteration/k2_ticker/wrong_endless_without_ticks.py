"""Asks whether it was the last one after each tick only: without ticks it never ends.

Caught by: test_no_tick_at_all
"""

import asyncio


async def ticker(interval, count):
    loop = asyncio.get_running_loop()
    start = loop.time()
    number = 0
    while True:
        await asyncio.sleep(start + (number + 1) * interval - loop.time())
        yield number
        number += 1
        if number == count:
            break
