"""Gives the task one step to end.

Caught by: test_it_waits_for_the_cleaning_up
"""

import asyncio


async def cancel_and_wait(task):
    if task.done():
        return
    task.cancel()
    await asyncio.sleep(0)
    if task.done() and not task.cancelled():
        task.result()
