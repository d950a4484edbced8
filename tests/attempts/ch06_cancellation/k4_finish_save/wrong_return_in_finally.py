"""Waits in finally, and returns there.

Caught by: test_the_cancellation_is_raised
"""

import asyncio


async def finish_save(coro):
    task = asyncio.create_task(coro)
    try:
        await asyncio.shield(task)
    finally:
        await asyncio.wait([task])
        return task.result()
