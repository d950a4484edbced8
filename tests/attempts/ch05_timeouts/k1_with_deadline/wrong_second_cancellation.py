"""Waits for the cancelled work, but not if it is cancelled meanwhile.

Caught by: test_it_is_cancelled_while_the_work_cleans_up
"""

import asyncio


async def with_deadline(coro, seconds, default):
    task = asyncio.create_task(coro)
    try:
        done, pending = await asyncio.wait([task], timeout=seconds)
        if pending:
            return default
        return await task
    finally:
        if not task.done():
            task.cancel()
            await asyncio.wait([task])
