"""Makes a new exception of the same type.

Caught by: test_the_error_that_came_first_is_raised
"""

import asyncio


async def first_error(coros):
    first = None
    try:
        async with asyncio.TaskGroup() as tasks:
            started = [tasks.create_task(coro) for coro in coros]
    except BaseExceptionGroup as group:
        first = group.exceptions[0]
    if first is not None:
        raise type(first)(*first.args)
    return [task.result() for task in started]
