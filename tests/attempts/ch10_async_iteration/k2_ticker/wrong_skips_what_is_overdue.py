"""Leaves out the ticks that are overdue.

Caught by: test_no_tick_is_lost
"""

import asyncio


async def ticker(interval, count):
    loop = asyncio.get_running_loop()
    start = loop.time()
    for number in range(count):
        due = start + (number + 1) * interval
        if loop.time() > due and loop.time() >= due + interval > due:
            continue
        await asyncio.sleep(due - loop.time())
        yield number
