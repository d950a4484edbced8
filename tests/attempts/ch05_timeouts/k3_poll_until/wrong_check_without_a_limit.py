"""Shortens the last pause, and lets a check take as long as it likes.

Caught by: test_it_gives_up_while_a_check_hangs
"""

import asyncio


async def poll_until(check, interval, timeout):
    loop = asyncio.get_running_loop()
    deadline = loop.time() + timeout
    while not await check():
        left = deadline - loop.time()
        if left <= 0:
            raise TimeoutError
        await asyncio.sleep(min(interval, left))
        if loop.time() >= deadline:
            raise TimeoutError
