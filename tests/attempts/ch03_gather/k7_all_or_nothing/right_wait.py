"""Waits for the first exception."""

import asyncio


async def all_or_nothing(coros):
    tasks = [asyncio.ensure_future(coro) for coro in coros]
    if not tasks:
        return []
    try:
        done, left = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    except asyncio.CancelledError:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
        raise
    for task in left:
        task.cancel()
    if left:
        await asyncio.wait(left)
    for task in done:
        if task.exception():
            raise task.exception()
    return [task.result() for task in tasks]
