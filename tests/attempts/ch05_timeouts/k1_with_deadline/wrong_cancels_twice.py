"""Cancels the work again while it cleans up.

Caught by: test_the_work_has_cleaned_up
"""

import asyncio


async def with_deadline(coro, seconds, default):
    task = asyncio.create_task(coro)
    try:
        await asyncio.wait([task], timeout=seconds)
        return task.result() if task.done() else default
    finally:
        while not task.done():
            task.cancel()
            await asyncio.sleep(0)
