"""Raises the CancelledError that gather returns.

Caught by: test_the_task_ends
"""

import asyncio


async def cancel_and_wait(task):
    if task.done():
        return
    task.cancel()
    ends = await asyncio.gather(task, return_exceptions=True)
    if isinstance(ends[0], BaseException):
        raise ends[0]
