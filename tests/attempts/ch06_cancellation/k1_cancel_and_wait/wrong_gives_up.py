"""Waits for ten seconds at most.

Caught by: test_any_cleaning_up
"""

import asyncio


async def cancel_and_wait(task):
    if task.done():
        return
    task.cancel()
    await asyncio.wait([task], timeout=10)
    if task.done() and not task.cancelled():
        task.result()
