"""Takes the group out of the context, whatever was there before.

Caught by: test_its_context_is_what_it_was
"""

import asyncio


async def first_error(coros):
    try:
        async with asyncio.TaskGroup() as tasks:
            started = [tasks.create_task(coro) for coro in coros]
    except BaseExceptionGroup as group:
        first = group.exceptions[0]
        try:
            raise first
        finally:
            first.__context__ = None
    return [task.result() for task in started]
