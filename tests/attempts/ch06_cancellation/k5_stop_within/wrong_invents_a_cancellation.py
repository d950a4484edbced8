"""Gathers without return_exceptions: the end of a task comes out as a cancellation.

Caught by: test_who_has_not_ended_is_returned
"""

import asyncio


async def stop_within(tasks, grace):
    tasks = list(tasks)
    for t in tasks:
        t.cancel()
    try:
        async with asyncio.timeout(grace):
            await asyncio.gather(*(asyncio.shield(t) for t in tasks))
    except TimeoutError:
        pass
    return {t for t in tasks if not t.done()}
