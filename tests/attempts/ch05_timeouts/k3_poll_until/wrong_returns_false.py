"""Returns False instead of raising a TimeoutError.

Caught by: test_it_gives_up_in_the_middle_of_a_pause
"""

import asyncio


async def poll_until(check, interval, timeout):
    try:
        async with asyncio.timeout(timeout):
            while not await check():
                await asyncio.sleep(interval)
    except TimeoutError:
        return False
    return True
