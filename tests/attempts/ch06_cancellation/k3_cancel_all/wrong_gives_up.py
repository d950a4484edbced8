"""Waits for ten seconds at most.

Caught by: test_any_tasks
"""

import asyncio


async def cancel_all(tasks):
    others = [t for t in tasks if t is not asyncio.current_task()]
    if not others:
        return []
    for t in others:
        t.cancel()
    done, _ = await asyncio.wait(others, timeout=10)
    return [t.exception() for t in done if not t.cancelled() and t.exception()]
