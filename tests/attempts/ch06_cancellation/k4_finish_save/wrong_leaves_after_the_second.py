"""Finishes the save when asked once, and gives in when asked twice.

Caught by: test_it_may_be_cancelled_again_and_again
"""

import asyncio


async def finish_save(coro):
    task = asyncio.create_task(coro)
    try:
        await asyncio.wait([task])
    except asyncio.CancelledError:
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError:
            task.cancel()
            await asyncio.wait([task])
        raise
    return task.result()
