"""Takes its own cancellation for the end of the time.

Caught by: test_a_cancellation_reaches_all_of_them
"""

import asyncio


async def collect_within(coros, seconds):
    tasks = [asyncio.create_task(coro) for coro in coros]
    try:
        await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), seconds)
    except (TimeoutError, asyncio.CancelledError):
        pass
    return [t.result() for t in tasks if not t.cancelled() and not t.exception()]
