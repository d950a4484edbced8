"""Awaits the task without a shield after the first cancellation.

Caught by: test_it_may_be_cancelled_again_and_again
"""

import asyncio


async def finish_save(coro):
    task = asyncio.create_task(coro)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await task
        raise
