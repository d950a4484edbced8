"""Returns the results in the order in which they come.

Caught by: test_the_results_are_in_the_order_of_the_coroutines
"""

import asyncio


async def collect_within(coros, seconds):
    tasks = [asyncio.create_task(coro) for coro in coros]
    found = []
    try:
        for following in asyncio.as_completed(tasks, timeout=seconds):
            try:
                found.append(await following)
            except Exception:
                pass
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    return found
