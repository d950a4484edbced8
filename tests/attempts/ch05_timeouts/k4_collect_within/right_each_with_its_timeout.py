"""Each one has a timeout of its own, in a task group."""

import asyncio


async def collect_within(coros, seconds):
    missing = object()

    async def in_time(coro):
        try:
            async with asyncio.timeout(seconds):
                return await coro
        except Exception:
            return missing

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(in_time(coro)) for coro in coros]
    return [
        task.result()
        for task in tasks
        if not task.cancelled() and task.result() is not missing
    ]
