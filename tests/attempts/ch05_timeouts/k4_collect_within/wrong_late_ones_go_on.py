"""Leaves those that are late running.

Caught by: test_who_is_late_is_cancelled
"""

import asyncio


async def collect_within(coros, seconds):
    tasks = [asyncio.create_task(coro) for coro in coros]
    if not tasks:
        return []
    done, pending = await asyncio.wait(tasks, timeout=seconds)
    return [
        task.result()
        for task in tasks
        if task in done and not task.cancelled() and not task.exception()
    ]
