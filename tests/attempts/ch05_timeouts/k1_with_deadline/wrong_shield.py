"""Shields the work, which goes on after the deadline.

Caught by: test_the_work_is_cancelled
"""

import asyncio


async def with_deadline(coro, seconds, default):
    task = asyncio.ensure_future(coro)
    try:
        return await asyncio.wait_for(asyncio.shield(task), seconds)
    except TimeoutError:
        if task.done():
            raise
        return default
