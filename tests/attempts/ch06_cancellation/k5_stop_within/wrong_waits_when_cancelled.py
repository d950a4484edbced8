"""Waits for all tasks, however long, before the cancellation is raised.

Caught by: test_a_cancellation_is_raised_at_once
"""

import asyncio


async def stop_within(tasks, grace):
    tasks = set(tasks)
    if not tasks:
        return set()
    for t in tasks:
        t.cancel()
    try:
        done, pending = await asyncio.wait(tasks, timeout=grace)
    except asyncio.CancelledError:
        await asyncio.wait(tasks)
        raise
    return pending
