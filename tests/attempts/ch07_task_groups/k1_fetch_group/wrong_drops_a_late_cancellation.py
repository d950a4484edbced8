"""Drops the cancellation; only a task that was cancelled brings it back later.

Caught by: test_a_cancellation_is_never_lost
"""

import asyncio


async def fetch_group(fetch, ids):
    tasks = [asyncio.create_task(fetch(id)) for id in ids]
    if not tasks:
        return []
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    except asyncio.CancelledError:
        pass
    unfinished = [t for t in tasks if not t.done()]
    for t in unfinished:
        t.cancel()
    if unfinished:
        await asyncio.wait(tasks)
    errors = [t.exception() for t in tasks if not t.cancelled() and t.exception()]
    if errors:
        raise ExceptionGroup("fetch", errors)
    return [t.result() for t in tasks]
