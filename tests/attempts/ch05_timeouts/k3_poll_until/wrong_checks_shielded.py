"""Leaves a check running when the timeout has passed.

Caught by: test_it_gives_up_while_a_check_hangs
"""

import asyncio


async def poll_until(check, interval, timeout):
    async with asyncio.timeout(timeout):
        while not await asyncio.shield(check()):
            await asyncio.sleep(interval)
