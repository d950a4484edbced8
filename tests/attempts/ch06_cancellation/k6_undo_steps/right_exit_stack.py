"""An exit stack, whose callbacks protect themselves."""

import asyncio
import contextlib


async def to_the_end(undo):
    task = asyncio.ensure_future(undo())
    stopped = None
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError as e:
            stopped = e
    if not task.cancelled() and task.exception():
        log.error("undo failed", exc_info=task.exception())
    if stopped:
        raise stopped


async def undo_steps(steps):
    async with contextlib.AsyncExitStack() as stack:
        for do, undo in steps:
            await do()
            stack.push_async_callback(to_the_end, undo)
        stack.pop_all()
