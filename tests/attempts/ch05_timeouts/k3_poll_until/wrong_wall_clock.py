"""Looks at the clock after each whole pause.

Caught by: test_it_gives_up_in_the_middle_of_a_pause
"""

import asyncio
import time


async def poll_until(check, interval, timeout):
    deadline = time.time() + timeout
    while time.time() < deadline:
        if await check():
            return
        await asyncio.sleep(interval)
    raise TimeoutError
