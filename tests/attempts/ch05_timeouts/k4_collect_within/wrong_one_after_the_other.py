"""Waits for each one in turn, each with the whole time.

Caught by: test_the_results_are_in_the_order_of_the_coroutines
"""

import asyncio


async def collect_within(coros, seconds):
    found = []
    for coro in coros:
        try:
            found.append(await asyncio.wait_for(coro, seconds))
        except Exception:
            pass
    return found
