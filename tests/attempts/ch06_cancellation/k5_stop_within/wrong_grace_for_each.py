"""Gives each task the whole time, one after another.

Caught by: test_nobody_is_waited_for_longer
"""

import asyncio


async def stop_within(tasks, grace):
    tasks = list(tasks)
    for t in tasks:
        t.cancel()
    for t in tasks:
        await asyncio.wait([t], timeout=grace)
    return {t for t in tasks if not t.done()}
