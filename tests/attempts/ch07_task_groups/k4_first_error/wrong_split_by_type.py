"""Splits the group by the type of its leaves, which makes new groups.

Caught by: test_a_group_that_a_coroutine_raised_stays_whole
"""

import asyncio


async def first_error(coros):
    first = None
    try:
        async with asyncio.TaskGroup() as tasks:
            started = [tasks.create_task(coro) for coro in coros]
    except BaseExceptionGroup as group:
        errors, others = group.split(lambda e: not isinstance(e, BaseExceptionGroup))
        first = (errors or others).exceptions[0]
    if first is not None:
        raise first
    return [task.result() for task in started]
