"""Lets the undo that is at work end, and drops the others.

Caught by: test_further_cancellations_do_not_cut_it_off
"""

import asyncio


async def finish(coro):
    task = asyncio.create_task(coro)
    stop = None
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError as e:
            stop = e
    if stop:
        raise stop
    return task.result()


async def undo_steps(steps):
    undos = []
    try:
        for do, undo in steps:
            await do()
            undos.append(undo)
    except BaseException:
        for undo in reversed(undos):
            try:
                await finish(undo())
            except Exception:
                log.exception("undo failed")
        raise
