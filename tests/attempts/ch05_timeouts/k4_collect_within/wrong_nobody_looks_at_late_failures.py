"""Waits until the late ones have ended, and does not look at how.

Caught by: test_a_failure_while_cleaning_up_is_left_out
"""

import asyncio


async def collect_within(coros, seconds):
    tasks = [asyncio.create_task(coro) for coro in coros]
    if not tasks:
        return []
    done = set()
    try:
        done, _ = await asyncio.wait(tasks, timeout=seconds)
    finally:
        for task in tasks:
            task.cancel()
        async with asyncio.TaskGroup() as group:
            group.create_task(asyncio.wait(tasks))
    return [
        task.result()
        for task in tasks
        if task in done and not task.cancelled() and not task.exception()
    ]
