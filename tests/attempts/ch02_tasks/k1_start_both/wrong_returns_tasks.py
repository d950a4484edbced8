"""Returns the tasks instead of their results.

Caught by: test_both_results_are_returned
"""

import asyncio


async def start_both(first, second):
    tasks = asyncio.create_task(first), asyncio.create_task(second)
    await asyncio.wait(tasks)
    return tasks
