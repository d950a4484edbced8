"""Takes a TimeoutError of the check for a False.

Caught by: test_a_timeout_of_the_check_comes_out
"""

import asyncio


async def poll_until(check, interval, timeout):
    loop = asyncio.get_running_loop()
    async with asyncio.timeout_at(loop.time() + timeout):
        while True:
            try:
                if await check():
                    return
            except TimeoutError:
                pass
            await asyncio.sleep(interval)
