"""Leaves a cancellation to gather, which ends with the first task.

Caught by: test_a_cancellation_waits_for_the_slowest
"""

import asyncio


async def all_or_nothing(coros):
    tasks = [asyncio.create_task(coro) for coro in coros]
    try:
        return await asyncio.gather(*tasks)
    except Exception:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
