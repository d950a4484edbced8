"""Cancels the work, and does not wait until it has ended.

Caught by: test_the_work_has_cleaned_up
"""

import asyncio


async def with_deadline(coro, seconds, default):
    task = asyncio.create_task(coro)
    try:
        done, pending = await asyncio.wait({task}, timeout=seconds)
    finally:
        task.cancel()
    if pending:
        return default
    return task.result()
