"""Returns the result where the save is done when the cancellation comes.

Caught by: test_the_cancellation_is_raised
"""

import asyncio


async def finish_save(coro):
    task = asyncio.create_task(coro)
    cancelled = None
    while True:
        try:
            await asyncio.wait([task])
            break
        except asyncio.CancelledError as e:
            if task.done():
                break
            cancelled = e
    if cancelled:
        raise cancelled
    return task.result()
