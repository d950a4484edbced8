"""Looks for the first exception in the order of the coroutines.

Caught by: test_the_error_that_came_first_is_raised
"""

import asyncio


async def first_error(coros):
    started = []
    try:
        async with asyncio.TaskGroup() as tasks:
            for coro in coros:
                started.append(tasks.create_task(coro))
    except BaseExceptionGroup:
        pass
    for task in started:
        if not task.cancelled() and task.exception():
            raise task.exception()
    return [task.result() for task in started]
