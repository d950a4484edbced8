"""Gathers in the block: the group knows of no task.

Caught by: test_the_others_are_cancelled
"""

import asyncio


async def fetch_group(fetch, ids):
    async with asyncio.TaskGroup():
        return await asyncio.gather(*(fetch(id) for id in ids))
