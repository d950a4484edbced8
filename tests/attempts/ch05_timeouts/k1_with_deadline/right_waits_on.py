"""Waits until the work has ended, however often it is cancelled meanwhile."""

import asyncio


async def with_deadline(coro, seconds, default):
    task = asyncio.create_task(coro)
    cancelled = None
    try:
        await asyncio.wait([task], timeout=seconds)
    except asyncio.CancelledError as c:
        cancelled = c
    in_time = task.done()
    task.cancel()
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError as c:
            cancelled = c
    if cancelled:
        raise cancelled
    return task.result() if in_time else default
