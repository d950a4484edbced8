"""Cancels all at each failure, so those that clean up are cancelled again.

Caught by: test_who_cleans_up_is_left_alone
"""

import asyncio


async def fetch_group(fetch, ids):
    tasks = [asyncio.create_task(fetch(id)) for id in ids]
    errors, left = [], set(tasks)
    try:
        while left:
            done, left = await asyncio.wait(left, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                if not task.cancelled() and task.exception():
                    errors.append(task.exception())
                    for other in left:
                        other.cancel()
    except asyncio.CancelledError:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
        raise
    if errors:
        raise ExceptionGroup("fetch", errors)
    return [task.result() for task in tasks]
