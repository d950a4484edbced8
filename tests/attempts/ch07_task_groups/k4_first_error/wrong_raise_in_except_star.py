"""Raises in an except* clause, where the group becomes the context as well.

Caught by: test_an_error_without_a_context_has_none_afterwards
"""

import asyncio


async def first_error(coros):
    try:
        async with asyncio.TaskGroup() as tasks:
            started = [tasks.create_task(coro) for coro in coros]
    except* BaseException as group:
        raise group.exceptions[0]
    return [task.result() for task in started]
