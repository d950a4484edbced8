"""Runs each do in a task, and hears of a cancellation instead of its end.

Caught by: test_a_step_that_was_just_done_is_undone
"""

import asyncio


async def undo_all(undos):
    for undo in reversed(undos):
        (end,) = await asyncio.gather(undo(), return_exceptions=True)
        if isinstance(end, Exception):
            log.error("undo failed", exc_info=end)


async def undo_steps(steps):
    undos = []
    try:
        for do, undo in steps:
            await asyncio.create_task(do())
            undos.append(undo)
    except BaseException as e:
        t, out = asyncio.create_task(undo_all(undos)), e
        while not t.done():
            try:
                await asyncio.wait([t])
            except asyncio.CancelledError as c:
                out = c
        raise out
