"""Lets the tasks work for the time of grace, and cancels then.

Caught by: test_who_has_not_ended_is_returned
"""

import asyncio


async def stop_within(tasks, grace):
    tasks = set(tasks)
    if not tasks:
        return tasks
    done, pending = await asyncio.wait(tasks, timeout=grace)
    for t in pending:
        t.cancel()
    return pending
