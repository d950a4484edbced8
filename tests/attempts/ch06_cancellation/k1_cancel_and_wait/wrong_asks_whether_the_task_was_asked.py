"""Asks the task, not itself, whether somebody wanted it to stop.

Caught by: test_your_own_cancellation_comes_out
"""

import asyncio


async def cancel_and_wait(task):
    if task.done():
        return
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        if not task.cancelling():
            raise
