"""Returns those that did not end with a CancelledError.

Caught by: test_who_has_ended_is_not_returned
"""

import asyncio


async def stop_within(tasks, grace):
    tasks = list(tasks)
    for t in tasks:
        t.cancel()
    if tasks:
        await asyncio.wait(tasks, timeout=grace)
    return {t for t in tasks if not t.cancelled()}
