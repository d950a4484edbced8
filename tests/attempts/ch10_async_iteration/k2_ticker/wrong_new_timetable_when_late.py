"""Counts anew from the moment at which a late tick comes.

Caught by: test_an_overdue_tick_comes_at_once
"""

import asyncio


async def ticker(interval, count):
    loop = asyncio.get_running_loop()
    due = loop.time()
    for number in range(count):
        due = max(due + interval, loop.time())
        await asyncio.sleep(due - loop.time())
        yield number
