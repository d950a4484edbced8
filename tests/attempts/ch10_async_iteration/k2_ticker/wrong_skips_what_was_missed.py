"""Leaves out the numbers that were missed.

Caught by: test_who_is_late_gets_what_it_has_missed
"""

import asyncio


async def ticker(interval, count):
    loop = asyncio.get_running_loop()
    start = loop.time()
    for number in range(count):
        left = start + (number + 1) * interval - loop.time()
        if left < 0:
            continue
        await asyncio.sleep(left)
        yield number
