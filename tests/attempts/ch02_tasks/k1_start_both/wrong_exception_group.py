"""Lets the task group raise its group.

Caught by: test_an_exception_is_raised
"""

import asyncio


async def start_both(first, second):
    async with asyncio.TaskGroup() as group:
        one, other = group.create_task(first), group.create_task(second)
    return one.result(), other.result()
