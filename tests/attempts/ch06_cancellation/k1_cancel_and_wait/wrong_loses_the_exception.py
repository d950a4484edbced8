"""Does not look how the task has ended.

Caught by: test_its_exception_comes_out
"""

import asyncio


async def cancel_and_wait(task):
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
