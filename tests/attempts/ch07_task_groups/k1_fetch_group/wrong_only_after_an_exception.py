"""Cancels and waits after an Exception, and a cancellation is none.

Caught by: test_a_cancellation_reaches_all_of_them
"""

import asyncio


async def fetch_group(fetch, ids):
    tasks = [asyncio.create_task(fetch(id)) for id in ids]
    if not tasks:
        return []
    done, left = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    for task in left:
        task.cancel()
    await asyncio.wait(tasks)
    errors = [t.exception() for t in tasks if not t.cancelled() and t.exception()]
    if errors:
        raise ExceptionGroup("fetch", errors)
    return [t.result() for t in tasks]
