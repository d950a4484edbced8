"""Returns the results in the order of a set.

Caught by: test_any_coroutines_and_any_time
"""

import asyncio


async def collect_within(coros, seconds):
    tasks = {asyncio.create_task(coro) for coro in coros}
    if not tasks:
        return []
    done = set()
    try:
        done, pending = await asyncio.wait(tasks, timeout=seconds)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    return [t.result() for t in done if not t.cancelled() and not t.exception()]
