"""Waits with wait_for, and lets its TimeoutError out.

Caught by: test_who_has_not_ended_is_returned
"""

import asyncio


async def stop_within(tasks, grace):
    tasks = set(tasks)
    for t in tasks:
        t.cancel()
    if tasks:
        await asyncio.wait_for(asyncio.wait(tasks), grace)
    return {t for t in tasks if not t.done()}
