"""Waits for a list of one."""

import asyncio


async def cancel_and_wait(task):
    if not task.cancel():
        return
    done, _ = await asyncio.wait({task})
    for ended in done:
        if not ended.cancelled() and ended.exception():
            raise ended.exception()
