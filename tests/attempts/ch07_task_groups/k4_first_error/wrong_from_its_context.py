"""Makes the context the cause, so that it is shown in any case.

Caught by: test_its_context_is_what_it_was
"""

import asyncio


async def first_error(coros):
    first = None
    try:
        async with asyncio.TaskGroup() as tasks:
            started = [tasks.create_task(coro) for coro in coros]
    except BaseExceptionGroup as group:
        first = group.exceptions[0]
    if first is None:
        return [task.result() for task in started]
    if first.__context__ is not None:
        raise first from first.__context__
    raise first
