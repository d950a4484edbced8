"""Makes a task for each key that is new, in a task group."""

import asyncio


async def fetch_dict(fetch, keys):
    tasks = {}
    async with asyncio.TaskGroup() as group:
        for key in keys:
            if key not in tasks:
                tasks[key] = group.create_task(fetch(key))
    return {key: task.result() for key, task in tasks.items()}
