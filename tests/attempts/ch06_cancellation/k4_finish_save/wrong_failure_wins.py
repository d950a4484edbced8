"""Lets the exception of the save out, though the caller was cancelled.

Caught by: test_a_cancellation_wins_over_a_failure
"""

import asyncio


async def finish_save(coro):
    task = asyncio.create_task(coro)
    cancelled = False
    while not task.done():
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError:
            cancelled = True
    result = task.result()
    if cancelled:
        raise asyncio.CancelledError
    return result
