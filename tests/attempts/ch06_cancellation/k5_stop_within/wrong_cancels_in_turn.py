"""Cancels the next one only when the one before has ended.

Caught by: test_all_are_cancelled_at_once
"""

import asyncio


async def stop_within(tasks, grace):
    loop = asyncio.get_running_loop()
    end = loop.time() + grace
    left = set()
    for t in tasks:
        t.cancel()
        _, pending = await asyncio.wait([t], timeout=max(0, end - loop.time()))
        left |= pending
    return left
