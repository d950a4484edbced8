"""Opens each group that it meets, also that of somebody else.

Caught by: test_a_group_that_was_raised_stays_whole
"""

import asyncio


async def start_both(first, second):
    try:
        async with asyncio.TaskGroup() as group:
            one = group.create_task(first)
            two = group.create_task(second)
    except BaseExceptionGroup as errors:
        error = errors
        while isinstance(error, BaseExceptionGroup):
            error = error.exceptions[0]
        raise error
    return one.result(), two.result()
