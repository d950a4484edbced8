"""Shields its sleep, which goes on when the user is cancelled.

Caught by: test_a_cancellation_is_heard_at_once
"""

import asyncio


async def ticker(interval, count):
    loop = asyncio.get_running_loop()
    start = loop.time()
    for number in range(count):
        due = start + (number + 1) * interval
        await asyncio.shield(asyncio.sleep(due - loop.time()))
        yield number
