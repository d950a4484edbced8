"""Waits until the first has ended.

Caught by: test_it_ends_with_the_last_task
"""

import asyncio


async def stop_within(tasks, grace):
    tasks = set(tasks)
    if not tasks:
        return tasks
    for t in tasks:
        t.cancel()
    done, pending = await asyncio.wait(
        tasks, timeout=grace, return_when=asyncio.FIRST_COMPLETED
    )
    return pending
