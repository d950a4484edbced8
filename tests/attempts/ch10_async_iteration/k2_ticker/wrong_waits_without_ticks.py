"""Waits for the first tick, also where there is none.

Caught by: test_no_tick_at_all
"""

import asyncio


async def ticker(interval, count):
    loop = asyncio.get_running_loop()
    due, number = loop.time() + interval, 0
    while True:
        await asyncio.sleep(due - loop.time())
        if number == count:
            return
        yield number
        number += 1
        if number == count:
            return
        due += interval
