"""Cannot tell the end of the cancelled work from its own cancellation.

Caught by: test_it_is_cancelled_while_the_work_cleans_up
"""

import asyncio
import contextlib


async def with_deadline(coro, seconds, default):
    task = asyncio.create_task(coro)
    try:
        await asyncio.wait([task], timeout=seconds)
    except asyncio.CancelledError:
        task.cancel()
        await asyncio.wait([task])
        raise
    if task.done():
        return task.result()
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
    return default
