"""Opens each group that it meets, also that of a coroutine.

Caught by: test_a_group_that_was_raised_stays_whole
"""

import asyncio


async def all_or_nothing(coros):
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(coro) for coro in coros]
    except BaseExceptionGroup as errors:
        error = errors
        while isinstance(error, BaseExceptionGroup):
            error = error.exceptions[0]
        raise error from None
    return [task.result() for task in tasks]
