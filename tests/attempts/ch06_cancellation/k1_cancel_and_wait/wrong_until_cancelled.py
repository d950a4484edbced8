"""Waits until the task is cancelled, and some never are.

Caught by: test_a_task_may_end_with_a_result
"""

import asyncio


async def cancel_and_wait(task):
    if task.done():
        return
    task.cancel()
    while not task.cancelled():
        await asyncio.wait([task])
        if task.done() and not task.cancelled() and task.exception():
            raise task.exception()
