"""Makes the second task when the first one is done.

Caught by: test_both_are_at_work_together
"""

import asyncio


async def start_both(first, second):
    return await asyncio.create_task(first), await asyncio.create_task(second)
