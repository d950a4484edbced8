"""Cancels the others, and raises before they have cleaned up.

Caught by: test_the_others_have_cleaned_up
"""

import asyncio


async def first_error(coros):
    tasks = [asyncio.create_task(coro) for coro in coros]
    try:
        return await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
