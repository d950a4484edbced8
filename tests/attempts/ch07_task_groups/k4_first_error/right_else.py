"""Keeps the exception, and raises it after the try statement."""

import asyncio


async def first_error(coros):
    error = None
    try:
        async with asyncio.TaskGroup() as tasks:
            started = [tasks.create_task(coro) for coro in coros]
    except BaseExceptionGroup as group:
        error = group.exceptions[0]
    if error is not None:
        raise error
    return [task.result() for task in started]
