"""Waits once.

Caught by: test_the_save_is_over_before_it_ends
"""

import asyncio


async def finish_save(coro):
    task = asyncio.create_task(coro)
    await asyncio.wait([task])
    return task.result()
