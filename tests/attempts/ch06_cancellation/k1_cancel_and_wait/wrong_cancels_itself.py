"""Passes its cancellation on by asking its own task once more.

Caught by: test_a_timeout_around_it
"""

import asyncio


async def cancel_and_wait(task):
    if task.done():
        return
    me = asyncio.current_task()
    before = me.cancelling()
    task.cancel()
    try:
        await asyncio.wait([task])
    except asyncio.CancelledError:
        if me.cancelling() > before:
            me.cancel()
        await asyncio.sleep(0)
    if not task.cancelled():
        task.result()
