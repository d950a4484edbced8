"""Takes the first exception out of the group in `except*`."""

import asyncio


async def all_or_nothing(coros):
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(coro) for coro in coros]
    except* Exception as errors:
        raise errors.exceptions[0]
    return [task.result() for task in tasks]
