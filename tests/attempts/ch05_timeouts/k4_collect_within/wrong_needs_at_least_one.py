"""asyncio.wait refuses an empty list.

Caught by: test_no_coroutines
"""

import asyncio


async def collect_within(coros, seconds):
    tasks = [asyncio.create_task(coro) for coro in coros]
    done = set()
    try:
        done, pending = await asyncio.wait(tasks, timeout=seconds)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    return [
        task.result()
        for task in tasks
        if task in done and not task.cancelled() and not task.exception()
    ]
