"""Takes the last exception of the group.

Caught by: test_the_error_that_came_first_is_raised
"""

import asyncio


async def first_error(coros):
    error = None
    try:
        async with asyncio.TaskGroup() as tasks:
            started = [tasks.create_task(coro) for coro in coros]
    except BaseExceptionGroup as group:
        error = group.exceptions[-1]
    if error:
        raise error
    return [task.result() for task in started]
