"""Cancels the check, and does not wait until it has ended.

Caught by: test_the_check_has_cleaned_up
"""

import asyncio


async def poll_until(check, interval, timeout):
    async def ask():
        while not await check():
            await asyncio.sleep(interval)

    task = asyncio.create_task(ask())
    try:
        await asyncio.wait([task], timeout=timeout)
    finally:
        task.cancel()
        await asyncio.sleep(0)
    if task.cancelled() or not task.done():
        raise TimeoutError
    task.result()
