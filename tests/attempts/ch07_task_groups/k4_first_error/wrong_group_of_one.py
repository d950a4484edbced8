"""Unwraps a group as long as there is one exception in it.

Caught by: test_a_group_that_a_coroutine_raised_stays_whole
"""

import asyncio


async def first_error(coros):
    try:
        async with asyncio.TaskGroup() as tasks:
            started = [tasks.create_task(coro) for coro in coros]
    except BaseExceptionGroup as group:
        error = group.exceptions[0]
        while isinstance(error, BaseExceptionGroup) and len(error.exceptions) == 1:
            error = error.exceptions[0]
    else:
        return [task.result() for task in started]
    raise error
