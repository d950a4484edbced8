"""Yields first, and sleeps after that.

Caught by: test_each_tick_comes_when_it_is_due
"""

import asyncio


async def ticker(interval, count):
    for number in range(count):
        yield number
        await asyncio.sleep(interval)
