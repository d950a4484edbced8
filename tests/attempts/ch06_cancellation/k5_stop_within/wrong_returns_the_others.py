"""Mixes up the two sets of wait.

Caught by: test_who_has_not_ended_is_returned
"""

import asyncio


async def stop_within(tasks, grace):
    tasks = list(tasks)
    if not tasks:
        return set()
    for task in tasks:
        task.cancel()
    stopped, _ = await asyncio.wait(tasks, timeout=grace)
    return stopped
