"""Catches everything around the check, also the CancelledError of the timeout.

Caught by: test_it_gives_up_while_a_check_hangs
"""

import asyncio


async def poll_until(check, interval, timeout):
    async with asyncio.timeout(timeout):
        while True:
            try:
                if await check():
                    return
            except:
                pass
            await asyncio.sleep(interval)
