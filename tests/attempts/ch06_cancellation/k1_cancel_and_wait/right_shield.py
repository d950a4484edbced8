"""Shields the task from the caller's cancellation."""

import asyncio


async def cancel_and_wait(task):
    if task.done():
        return
    count = asyncio.current_task().cancelling()
    task.cancel()
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        if asyncio.current_task().cancelling() != count:
            raise
