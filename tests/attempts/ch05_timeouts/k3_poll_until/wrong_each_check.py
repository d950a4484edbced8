"""A fresh timeout for each check, and none for the whole.

Caught by: test_it_gives_up_in_the_middle_of_a_pause
"""

import asyncio


async def poll_until(check, interval, timeout):
    while not await asyncio.wait_for(check(), timeout):
        await asyncio.sleep(interval)
