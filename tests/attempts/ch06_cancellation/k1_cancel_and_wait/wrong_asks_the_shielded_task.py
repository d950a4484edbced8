"""Shields the task, but takes a cancellation at its end for that of the task.

Caught by: test_your_own_cancellation_comes_out
"""

import asyncio


async def cancel_and_wait(task):
    if task.done():
        return
    task.cancel()
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        if not task.done():
            raise
