"""Takes a grace of 0 for none at all.

Caught by: test_a_grace_of_0
"""

import asyncio


async def stop_within(tasks, grace):
    tasks = list(tasks)
    for t in tasks:
        t.cancel()
    if not tasks:
        return set()
    done, pending = await asyncio.wait(tasks, timeout=grace or None)
    return pending
