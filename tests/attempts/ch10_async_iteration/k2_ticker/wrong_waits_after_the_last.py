"""Waits once more after the last tick.

Caught by: test_after_the_last_tick_it_ends
"""

import asyncio


async def ticker(interval, count):
    loop = asyncio.get_running_loop()
    due = loop.time() + interval
    await asyncio.sleep(interval if count else 0)
    for number in range(count):
        yield number
        due += interval
        await asyncio.sleep(due - loop.time())
