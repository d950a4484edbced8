"""Takes a cancellation of long ago for a new one.

Caught by: test_it_may_be_used_while_its_caller_cleans_up
"""

import asyncio
import contextlib


async def finish_save(coro):
    task = asyncio.create_task(coro)
    while not task.done():
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.wait([task])
    if asyncio.current_task().cancelling():
        raise asyncio.CancelledError
    return task.result()
