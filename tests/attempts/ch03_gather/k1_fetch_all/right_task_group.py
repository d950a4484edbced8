"""A task group, whose error is taken out of its group."""

import asyncio


async def fetch_all(fetch, ids):
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(fetch(x)) for x in ids]
    except BaseExceptionGroup as errors:
        raise errors.exceptions[0] from None
    return [task.result() for task in tasks]
