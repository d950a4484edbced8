"""Takes a cancellation of long ago for a new one.

Caught by: test_it_may_be_used_while_its_caller_cleans_up
"""

import asyncio


async def cancel_and_wait(task):
    if task.done():
        return
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        pass
    if asyncio.current_task().cancelling():
        raise asyncio.CancelledError
