"""Sleeps for the whole time, although all have stopped.

Caught by: test_it_ends_with_the_last_task
"""

import asyncio


async def stop_within(tasks, grace):
    tasks = list(tasks)
    for task in tasks:
        task.cancel()
    await asyncio.sleep(grace)
    return {task for task in tasks if not task.done()}
