"""Asks its own task to stop again, to raise the cancellation.

Caught by: test_a_timeout_around_it
"""

import asyncio


async def finish_save(coro):
    task = asyncio.create_task(coro)
    cancelled = False
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError:
            cancelled = True
    if cancelled:
        asyncio.current_task().cancel()
        await asyncio.sleep(0)
    return task.result()
