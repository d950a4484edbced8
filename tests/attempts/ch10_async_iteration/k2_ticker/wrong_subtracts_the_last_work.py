"""Takes off what the last piece of work took, and forgets what was missing before.

Caught by: test_no_tick_is_lost
"""

import asyncio


async def ticker(interval, count):
    loop = asyncio.get_running_loop()
    worked = 0
    for number in range(count):
        await asyncio.sleep(max(0, interval - worked))
        began = loop.time()
        yield number
        worked = loop.time() - began
