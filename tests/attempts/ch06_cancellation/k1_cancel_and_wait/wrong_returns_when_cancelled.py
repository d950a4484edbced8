"""Tidies up in finally, and returns there.

Caught by: test_your_own_cancellation_comes_out
"""

import asyncio


async def cancel_and_wait(task):
    if task.done():
        return
    task.cancel()
    try:
        await asyncio.wait([task])
    finally:
        if not task.done() or task.cancelled():
            return
    task.result()
