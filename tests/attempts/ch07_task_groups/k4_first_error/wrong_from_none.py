"""Hides the group, and with it the cause that the exception had.

Caught by: test_its_cause_is_what_it_was
"""

import asyncio


async def first_error(coros):
    try:
        async with asyncio.TaskGroup() as tasks:
            started = [tasks.create_task(coro) for coro in coros]
    except BaseExceptionGroup as group:
        raise group.exceptions[0] from None
    return [task.result() for task in started]
