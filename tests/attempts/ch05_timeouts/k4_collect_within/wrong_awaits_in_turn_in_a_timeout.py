"""Awaits the tasks in turn in a timeout, which cancels only the one it waits for.

Caught by: test_who_is_late_is_cancelled
"""

import asyncio


async def collect_within(coros, seconds):
    tasks = [asyncio.create_task(coro) for coro in coros]
    try:
        async with asyncio.timeout(seconds):
            for task in tasks:
                try:
                    await task
                except Exception:
                    pass
    except TimeoutError:
        pass
    return [
        task.result()
        for task in tasks
        if task.done() and not task.cancelled() and not task.exception()
    ]
