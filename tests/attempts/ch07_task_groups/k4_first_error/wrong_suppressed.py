"""Hides the context from the log, and it is the group all the same.

Caught by: test_an_error_without_a_context_has_none_afterwards
"""

import asyncio


async def first_error(coros):
    try:
        async with asyncio.TaskGroup() as tasks:
            started = [tasks.create_task(coro) for coro in coros]
    except BaseExceptionGroup as group:
        first = group.exceptions[0]
        first.__suppress_context__ = True
        raise first
    return [task.result() for task in started]
