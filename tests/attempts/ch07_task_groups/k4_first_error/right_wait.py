"""Waits for the first exception, then for the end of all the others."""

import asyncio


async def first_error(coros):
    tasks = [asyncio.ensure_future(coro) for coro in coros]
    if not tasks:
        return []
    cancelled = None
    done = set()
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    except asyncio.CancelledError as error:
        cancelled = error
    for task in tasks:
        task.cancel()
    while not all(task.done() for task in tasks):
        try:
            await asyncio.wait(tasks)
        except asyncio.CancelledError as error:
            cancelled = error
    for task in done:
        if not task.cancelled() and task.exception() is not None:
            raise task.exception()
    if cancelled is not None:
        raise cancelled
    return [task.result() for task in tasks]
