"""Takes the coroutine for the answer.

Caught by: test_it_asks_until_the_answer_is_true
"""

import asyncio


async def poll_until(check, interval, timeout):
    async with asyncio.timeout(timeout):
        while not check():
            await asyncio.sleep(interval)
