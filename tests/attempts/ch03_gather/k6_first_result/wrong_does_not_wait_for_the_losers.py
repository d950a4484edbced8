"""Cancels the others, and returns before they have ended.

Caught by: test_the_others_have_cleaned_up
"""

import asyncio


async def first_result(coros):
    tasks = [asyncio.create_task(coro) for coro in coros]
    error = None
    try:
        for ended in asyncio.as_completed(tasks):
            try:
                return await ended
            except Exception as failure:
                error = failure
        raise error
    finally:
        for task in tasks:
            task.cancel()
