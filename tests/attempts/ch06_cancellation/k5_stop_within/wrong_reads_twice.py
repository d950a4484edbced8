"""Goes through `tasks` twice, which may be read once only.

Caught by: test_all_are_cancelled_at_once
"""

import asyncio


async def stop_within(tasks, grace):
    for t in tasks:
        t.cancel()
    left = list(tasks)
    if not left:
        return set()
    return (await asyncio.wait(left, timeout=grace))[1]
