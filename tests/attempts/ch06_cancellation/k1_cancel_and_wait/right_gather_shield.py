"""Gathers a shielded task."""

import asyncio


async def cancel_and_wait(task):
    if task.done():
        return
    task.cancel()
    outcomes = await asyncio.gather(asyncio.shield(task), return_exceptions=True)
    for o in outcomes:
        if isinstance(o, BaseException) and not isinstance(o, asyncio.CancelledError):
            raise o
