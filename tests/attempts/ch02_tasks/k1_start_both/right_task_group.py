"""A task group, whose error is taken out of its group."""

import asyncio


async def start_both(first, second):
    try:
        async with asyncio.TaskGroup() as group:
            one = group.create_task(first)
            other = group.create_task(second)
    except ExceptionGroup as errors:
        raise errors.exceptions[0] from None
    return one.result(), other.result()
