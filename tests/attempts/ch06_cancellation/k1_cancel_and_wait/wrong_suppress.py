"""Suppresses its caller's cancellation too.

Caught by: test_your_own_cancellation_comes_out
"""

import asyncio
import contextlib


async def cancel_and_wait(task):
    if task.done():
        return
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
