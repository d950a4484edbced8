"""Tidies up after the deadline only: asyncio.wait cancels nothing when it is cancelled.

Caught by: test_a_cancellation_reaches_the_work
"""

import asyncio


async def with_deadline(coro, seconds, default):
    task = asyncio.create_task(coro)
    done, _ = await asyncio.wait([task], timeout=seconds)
    if done:
        return task.result()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    return default
