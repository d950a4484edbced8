"""As many workers as there are items.

Caught by: test_as_many_at_work_as_there_are_workers
"""

import asyncio


async def worker_pool(handle, items, workers):
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(handle(item)) for item in items]
    return [task.result() for task in tasks]
