"""Handles all items at the same time.

Caught by: test_a_few_work_at_the_same_time
"""

import asyncio


async def worker_pool(handle, items, workers):
    return await asyncio.gather(*[handle(item) for item in items])
