"""Counts the questions, not the seconds.

Caught by: test_it_gives_up_in_the_middle_of_a_pause
"""

import asyncio


async def poll_until(check, interval, timeout):
    for _ in range(max(int(timeout / interval), 1)):
        if await check():
            return
        await asyncio.sleep(interval)
    raise TimeoutError
