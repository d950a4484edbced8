"""Waits until the save has ended, and returns its result all the same.

Caught by: test_the_cancellation_is_raised
"""

import asyncio


async def finish_save(coro):
    task = asyncio.create_task(coro)
    while True:
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError:
            continue
        return task.result()
