"""Cancels a second time those that have not ended in time.

Caught by: test_what_goes_on_is_not_cut_off
"""

import asyncio


async def stop_within(tasks, grace):
    tasks = list(tasks)
    for t in tasks:
        t.cancel()
    if not tasks:
        return set()
    done, pending = await asyncio.wait(tasks, timeout=grace)
    for t in pending:
        t.cancel()
    return pending
