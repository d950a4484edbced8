"""Counts, but only where a CancelledError comes out of the task.

Caught by: test_a_stubborn_task_does_not_take_your_cancellation
"""

import asyncio


async def cancel_and_wait(task):
    if task.done():
        return
    before = asyncio.current_task().cancelling()
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        if asyncio.current_task().cancelling() > before:
            raise
