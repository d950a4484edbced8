"""A dict of tasks, which are awaited in turn."""

import asyncio


async def fetch_dict(fetch, keys):
    tasks = {}
    for key in keys:
        if key not in tasks:
            tasks[key] = asyncio.create_task(fetch(key))
    return {key: await task for key, task in tasks.items()}
