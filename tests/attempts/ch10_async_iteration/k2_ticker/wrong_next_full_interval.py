"""Waits for the next full interval, and skips the times that are over.

Caught by: test_an_overdue_tick_comes_at_once
"""

import asyncio


async def ticker(interval, count):
    loop = asyncio.get_running_loop()
    start = loop.time()
    for number in range(count):
        if interval:
            await asyncio.sleep(interval - (loop.time() - start) % interval)
        yield number
