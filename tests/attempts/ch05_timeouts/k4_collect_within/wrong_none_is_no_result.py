"""Leaves out what is None, since its own coroutines return None for a failure.

Caught by: test_any_result_counts
"""

import asyncio


async def collect_within(coros, seconds):
    async def or_none(coro):
        try:
            return await coro
        except Exception:
            return None

    tasks = [asyncio.create_task(or_none(coro)) for coro in coros]
    if not tasks:
        return []
    done = set()
    try:
        done, _ = await asyncio.wait(tasks, timeout=seconds)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    ended = [t.result() for t in tasks if t in done and not t.cancelled()]
    return [value for value in ended if value is not None]
