"""Who was late gets the next number an interval later.

Caught by: test_who_is_late_gets_what_it_has_missed
"""

import asyncio


async def ticker(interval, count):
    loop = asyncio.get_running_loop()
    next_time = loop.time()
    for number in range(count):
        next_time = max(next_time + interval, loop.time())
        await asyncio.sleep(next_time - loop.time())
        yield number
