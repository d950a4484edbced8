"""Shields the undoing, and does not wait for it when it is cancelled again.

Caught by: test_further_cancellations_do_not_cut_it_off
"""

import asyncio


async def undo_all(undos):
    for undo in reversed(undos):
        try:
            await undo()
        except (Exception, asyncio.CancelledError) as e:
            if isinstance(e, Exception):
                log.exception("undo failed")


async def undo_steps(steps):
    undos = []
    try:
        for do, undo in steps:
            await do()
            undos.append(undo)
    except BaseException:
        await asyncio.shield(asyncio.create_task(undo_all(undos)))
        raise
