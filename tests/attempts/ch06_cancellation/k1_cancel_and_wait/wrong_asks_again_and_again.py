"""Asks until it has ended, and so interrupts its cleaning up.

Caught by: test_it_waits_for_the_cleaning_up
"""

import asyncio


async def cancel_and_wait(task):
    if task.done():
        return
    while not task.done():
        task.cancel()
        await asyncio.wait([task], timeout=0.25)
    if not task.cancelled():
        task.result()
