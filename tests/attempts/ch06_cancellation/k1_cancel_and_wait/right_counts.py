"""Awaits the task, and counts the requests to stop before and after."""

import asyncio


async def cancel_and_wait(task):
    if task.done():
        return
    me = asyncio.current_task()
    before = me.cancelling()
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        pass
    except Exception:
        if me.cancelling() == before:
            raise
    if me.cancelling() > before:
        raise asyncio.CancelledError
