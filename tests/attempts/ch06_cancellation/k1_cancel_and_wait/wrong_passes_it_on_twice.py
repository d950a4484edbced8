"""Asks its own task to stop once more before it raises.

Caught by: test_a_timeout_around_it
"""

import asyncio


async def cancel_and_wait(task):
    if task.done():
        return
    task.cancel()
    try:
        await asyncio.wait([task])
    except asyncio.CancelledError:
        asyncio.current_task().cancel()
        raise
    if not task.cancelled():
        task.result()
