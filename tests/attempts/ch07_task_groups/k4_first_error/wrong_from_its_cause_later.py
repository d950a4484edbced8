"""Raises in the right place, from the cause: which hides any context in a log.

Caught by: test_an_error_without_a_context_has_none_afterwards
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
        raise first from first.__cause__
    return [task.result() for task in started]
