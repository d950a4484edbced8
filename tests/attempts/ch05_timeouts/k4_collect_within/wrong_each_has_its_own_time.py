"""Starts all, then waits for each in turn, each time for the whole time.

Caught by: test_who_is_late_is_cancelled
"""

import asyncio


async def collect_within(coros, seconds):
    tasks = [asyncio.create_task(coro) for coro in coros]
    found = []
    try:
        for task in tasks:
            try:
                found.append(await asyncio.wait_for(task, seconds))
            except Exception:
                pass
            except asyncio.CancelledError:
                if asyncio.current_task().cancelling():
                    raise
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    return found
