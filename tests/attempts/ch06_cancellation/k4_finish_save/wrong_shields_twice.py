"""Shields once more after the first cancellation, and leaves at the second.

Caught by: test_it_may_be_cancelled_again_and_again
"""

import asyncio


async def finish_save(coro):
    task = asyncio.create_task(coro)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        raise
