"""Sleeps once more at the end.

Caught by: test_the_last_one_is_not_followed_by_a_wait
"""

import asyncio


async def ticker(interval, count):
    loop = asyncio.get_running_loop()
    start = loop.time()
    await asyncio.sleep(interval if count else 0)
    for number in range(count):
        yield number
        await asyncio.sleep(start + (number + 2) * interval - loop.time())
