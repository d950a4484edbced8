"""Waits for a set of one, in a loop."""

import asyncio


async def finish_save(coro):
    task = asyncio.create_task(coro)
    was_cancelled = False
    pending = {task}
    while pending:
        try:
            _, pending = await asyncio.wait(pending)
        except asyncio.CancelledError:
            was_cancelled = True
            pending = {task}
    if was_cancelled:
        raise asyncio.CancelledError
    return task.result()
