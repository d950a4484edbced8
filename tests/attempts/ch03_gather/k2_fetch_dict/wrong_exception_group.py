"""Lets the task group raise its group.

Caught by: test_a_failure_reaches_the_caller
"""

import asyncio


async def fetch_dict(fetch, keys):
    tasks = {}
    async with asyncio.TaskGroup() as group:
        for key in keys:
            if key not in tasks:
                tasks[key] = group.create_task(fetch(key))
    return {key: task.result() for key, task in tasks.items()}
