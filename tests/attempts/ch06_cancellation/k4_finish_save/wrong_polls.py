"""Asks every second whether the save has ended.

Caught by: test_cancelled_at_any_instants
"""

import asyncio


async def finish_save(coro):
    task = asyncio.create_task(coro)
    cancelled = None
    while not task.done():
        try:
            await asyncio.wait([task], timeout=None if not cancelled else 0)
            if cancelled:
                await asyncio.sleep(1)
        except asyncio.CancelledError as e:
            cancelled = e
    if cancelled:
        raise cancelled
    return task.result()
