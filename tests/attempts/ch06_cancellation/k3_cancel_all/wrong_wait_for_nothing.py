"""Hands asyncio.wait an empty list.

Caught by: test_nothing_to_cancel
"""

import asyncio


async def cancel_all(tasks):
    others = [t for t in tasks if t is not asyncio.current_task()]
    for t in others:
        t.cancel()
    done, _ = await asyncio.wait(others)
    return [t.exception() for t in done if not t.cancelled() and t.exception()]
