"""Looks every second whether all have ended.

Caught by: test_any_grace_and_any_tasks
"""

import asyncio


async def stop_within(tasks, grace):
    tasks = set(tasks)
    for t in tasks:
        t.cancel()
    end = asyncio.get_running_loop().time() + grace
    while any(not t.done() for t in tasks):
        await asyncio.sleep(1)
        if asyncio.get_running_loop().time() >= end:
            break
    return {t for t in tasks if not t.done()}
