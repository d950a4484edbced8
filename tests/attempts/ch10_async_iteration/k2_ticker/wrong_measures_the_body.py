"""Takes the time of the body off the interval, but only down to 0.

Caught by: test_who_is_late_gets_what_it_has_missed
"""

import asyncio


async def ticker(interval, count):
    loop = asyncio.get_running_loop()
    body = 0
    for number in range(count):
        await asyncio.sleep(max(0, interval - body))
        began = loop.time()
        yield number
        body = loop.time() - began
