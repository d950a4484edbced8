"""Lets the task group raise its group.

Caught by: test_a_failure_reaches_the_caller
"""

import asyncio


async def fetch_all(fetch, ids):
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(fetch(id)) for id in ids]
    return [task.result() for task in tasks]
