"""Filters out each Exception, and a CancelledError is none.

Caught by: test_who_is_late_is_left_out
"""

import asyncio


async def collect_within(coros, seconds):
    tasks = [asyncio.create_task(coro) for coro in coros]
    timer = asyncio.get_running_loop().call_later(
        seconds, lambda: [task.cancel() for task in tasks]
    )
    results = await asyncio.gather(*tasks, return_exceptions=True)
    timer.cancel()
    return [r for r in results if not isinstance(r, Exception)]
