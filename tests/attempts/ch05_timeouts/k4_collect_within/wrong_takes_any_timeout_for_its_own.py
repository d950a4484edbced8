"""Stops at a TimeoutError, also at one that a coroutine raised.

Caught by: test_a_failure_is_left_out
"""

import asyncio


async def collect_within(coros, seconds):
    tasks = [asyncio.create_task(coro) for coro in coros]
    try:
        for following in asyncio.as_completed(tasks, timeout=seconds):
            try:
                await following
            except TimeoutError:
                break
            except (Exception, asyncio.CancelledError):
                if asyncio.current_task().cancelling():
                    raise
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    return [t.result() for t in tasks if not t.cancelled() and not t.exception()]
