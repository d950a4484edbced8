"""Raises in the right place, and lets a BaseExceptionGroup pass.

Caught by: test_an_error_that_is_no_exception_comes_out_as_well
"""

import asyncio


async def first_error(coros):
    try:
        async with asyncio.TaskGroup() as tasks:
            started = [tasks.create_task(coro) for coro in coros]
    except ExceptionGroup as group:
        first = group.exceptions[0]
    else:
        return [task.result() for task in started]
    raise first
