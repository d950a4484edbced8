"""Sleeps for the whole time, then looks who is ready.

Caught by: test_the_results_are_in_the_order_of_the_coroutines
"""

import asyncio


async def collect_within(coros, seconds):
    tasks = [asyncio.create_task(coro) for coro in coros]
    in_time = []
    try:
        await asyncio.sleep(seconds)
        in_time = [task for task in tasks if task.done()]
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    return [t.result() for t in in_time if not t.cancelled() and not t.exception()]
