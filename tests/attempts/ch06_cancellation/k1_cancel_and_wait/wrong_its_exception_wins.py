"""Counts before and after, but lets an exception of the task out before that.

Caught by: test_your_cancellation_comes_before_its_exception
"""

import asyncio


async def cancel_and_wait(task):
    if task.done():
        return
    me = asyncio.current_task()
    before = me.cancelling()
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        pass
    if me.cancelling() > before:
        raise asyncio.CancelledError
