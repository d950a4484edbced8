"""Awaits the late ones, and hides their CancelledError only.

Caught by: test_a_failure_while_cleaning_up_is_left_out
"""

import asyncio
import contextlib


async def collect_within(coros, seconds):
    tasks = [asyncio.create_task(coro) for coro in coros]
    if not tasks:
        return []
    done, pending = await asyncio.wait(tasks, timeout=seconds)
    for task in pending:
        task.cancel()
    for task in pending:
        with contextlib.suppress(asyncio.CancelledError):
            await task
    return [
        task.result()
        for task in tasks
        if task in done and not task.cancelled() and not task.exception()
    ]
