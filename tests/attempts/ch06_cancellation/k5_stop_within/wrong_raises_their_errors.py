"""Looks at the results, so an error of a task comes out here.

Caught by: test_an_error_of_a_task_is_not_raised
"""

import asyncio
import contextlib


async def stop_within(tasks, grace):
    tasks = set(tasks)
    if not tasks:
        return tasks
    for t in tasks:
        t.cancel()
    done, pending = await asyncio.wait(tasks, timeout=grace)
    for t in done:
        with contextlib.suppress(asyncio.CancelledError):
            t.result()
    return pending
