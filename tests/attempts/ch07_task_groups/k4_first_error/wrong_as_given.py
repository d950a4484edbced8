"""Raises the first exception where the group is being handled.

Caught by: test_an_error_without_a_context_has_none_afterwards
"""

import asyncio


async def first_error(coros):
    try:
        async with asyncio.TaskGroup() as tasks:
            started = [tasks.create_task(coro) for coro in coros]
    except ExceptionGroup as group:
        raise group.exceptions[0]
    return [task.result() for task in started]
