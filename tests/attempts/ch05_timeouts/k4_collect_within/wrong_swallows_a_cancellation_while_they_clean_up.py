"""Hides the CancelledError of the late ones, and with it its own.

Caught by: test_it_may_be_cancelled_at_any_time
"""

import asyncio


async def collect_within(coros, seconds):
    tasks = [asyncio.create_task(coro) for coro in coros]
    if not tasks:
        return []
    try:
        done, pending = await asyncio.wait(tasks, timeout=seconds)
    except asyncio.CancelledError:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
    for task in pending:
        task.cancel()
    for task in pending:
        try:
            await task
        except (Exception, asyncio.CancelledError):
            pass
    return [
        task.result()
        for task in tasks
        if task in done and not task.cancelled() and not task.exception()
    ]
