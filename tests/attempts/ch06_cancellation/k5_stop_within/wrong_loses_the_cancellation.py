"""Catches the cancellation of its caller, and returns who is left.

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
        await asyncio.wait(tasks, timeout=grace)
    except asyncio.CancelledError:
        pass
    return {t for t in tasks if not t.done()}
