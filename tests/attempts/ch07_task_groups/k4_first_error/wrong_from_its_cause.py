"""Keeps the cause, and still raises where the group is being handled.

Caught by: test_an_error_without_a_context_has_none_afterwards
"""

import asyncio


async def first_error(coros):
    try:
        async with asyncio.TaskGroup() as tasks:
            started = [tasks.create_task(coro) for coro in coros]
    except BaseExceptionGroup as group:
        first = group.exceptions[0]
        raise first from first.__cause__
    return [task.result() for task in started]
