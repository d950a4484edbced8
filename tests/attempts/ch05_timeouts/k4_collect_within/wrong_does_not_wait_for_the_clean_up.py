"""Cancels those that are late, and returns at once.

Caught by: test_who_is_late_has_cleaned_up
"""

import asyncio


async def collect_within(coros, seconds):
    tasks = [asyncio.create_task(coro) for coro in coros]
    if not tasks:
        return []
    try:
        done, pending = await asyncio.wait(tasks, timeout=seconds)
    finally:
        for task in tasks:
            task.cancel()
    return [
        task.result()
        for task in tasks
        if task in done and not task.cancelled() and not task.exception()
    ]
