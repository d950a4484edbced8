"""Raises the exception of a task that had ended before.

Caught by: test_a_task_that_has_ended_is_left_alone
"""

import asyncio


async def cancel_and_wait(task):
    task.cancel()
    await asyncio.wait([task])
    if not task.cancelled():
        task.result()
