"""Raises an error of its own where the caller was cancelled.

Caught by: test_the_cancellation_is_raised
"""

import asyncio


async def finish_save(coro):
    task = asyncio.create_task(coro)
    interrupted = False
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError:
            interrupted = True
    if interrupted:
        raise InterruptedError("saved, and interrupted")
    return task.result()
