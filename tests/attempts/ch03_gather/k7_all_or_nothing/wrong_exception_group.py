"""Lets the task group raise its group.

Caught by: test_the_exception_itself_is_raised
"""

import asyncio


async def all_or_nothing(coros):
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(coro) for coro in coros]
    return [task.result() for task in tasks]
