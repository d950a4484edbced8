"""Asks a task that was cancelled for its exception, and gets a CancelledError.

Caught by: test_one_that_somebody_else_cancelled_is_left_out
"""

import asyncio


async def collect_within(coros, seconds):
    tasks = [asyncio.create_task(coro) for coro in coros]
    if not tasks:
        return []
    done = set()
    try:
        done, pending = await asyncio.wait(tasks, timeout=seconds)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    return [t.result() for t in tasks if t in done and t.exception() is None]
