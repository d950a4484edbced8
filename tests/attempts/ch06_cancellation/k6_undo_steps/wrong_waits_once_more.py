"""Reckons with a second cancellation, and not with a third.

Caught by: test_further_cancellations_do_not_cut_it_off
"""

import asyncio


async def undo_all(undos):
    for undo in reversed(undos):
        try:
            await undo()
        except Exception:
            log.exception("undo failed")


async def undo_steps(steps):
    undos = []
    try:
        for do, undo in steps:
            await do()
            undos.append(undo)
    except BaseException:
        undoing = asyncio.create_task(undo_all(undos))
        try:
            await asyncio.shield(undoing)
        except asyncio.CancelledError:
            await undoing
            raise
        raise
