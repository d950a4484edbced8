"""Unwraps until there is no group any more, also one that a coroutine raised.

Caught by: test_a_group_that_a_coroutine_raised_stays_whole
"""

import asyncio


async def first_error(coros):
    error = None
    try:
        async with asyncio.TaskGroup() as tasks:
            started = [tasks.create_task(coro) for coro in coros]
    except BaseExceptionGroup as group:
        error = group
        while isinstance(error, BaseExceptionGroup):
            error = error.exceptions[0]
    if error:
        raise error
    return [task.result() for task in started]
