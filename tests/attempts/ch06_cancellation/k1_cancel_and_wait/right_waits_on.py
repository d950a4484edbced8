"""When it is cancelled, it waits on until the task has ended."""

import asyncio


async def cancel_and_wait(task):
    if task.done():
        return
    task.cancel()
    cancelled = None
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError as e:
            cancelled = e
    if cancelled:
        raise cancelled
    if not task.cancelled():
        task.result()
