"""Awaits the tasks in turn, so it sees the failure of the first one only.

Caught by: test_the_exception_itself_is_raised
"""

import asyncio


async def all_or_nothing(coros):
    tasks = [asyncio.create_task(coro) for coro in coros]
    try:
        return [await task for task in tasks]
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
