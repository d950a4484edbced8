"""Gives the exception the traceback of the group.

Caught by: test_its_traceback_leads_to_the_line_that_failed
"""

import asyncio


async def first_error(coros):
    first = None
    try:
        async with asyncio.TaskGroup() as tasks:
            started = [tasks.create_task(coro) for coro in coros]
    except BaseExceptionGroup as group:
        first = group.exceptions[0].with_traceback(group.__traceback__)
    if first is not None:
        raise first
    return [task.result() for task in started]
