"""Takes a task for a protection.

Caught by: test_a_cancellation_does_not_reach_the_save
"""

import asyncio


async def finish_save(coro):
    task = asyncio.create_task(coro)
    return await task
