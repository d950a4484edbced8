"""Calls itself with the time that is left, and forgets what the checks took.

Caught by: test_it_gives_up_while_a_check_hangs
"""

import asyncio


async def poll_until(check, interval, timeout):
    if timeout <= 0:
        raise TimeoutError
    if not await check():
        pause = min(interval, timeout)
        await asyncio.sleep(pause)
        await poll_until(check, interval, timeout - pause)
