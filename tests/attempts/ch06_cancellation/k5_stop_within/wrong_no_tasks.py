"""Hands an empty set to wait.

Caught by: test_without_tasks_nothing_happens
"""

import asyncio


async def stop_within(tasks, grace):
    tasks = set(tasks)
    for t in tasks:
        t.cancel()
    return (await asyncio.wait(tasks, timeout=grace))[1]
