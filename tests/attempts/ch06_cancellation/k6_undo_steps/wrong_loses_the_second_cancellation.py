"""Raises the failure, although it was cancelled while it undid the steps.

Caught by: test_a_cancellation_after_a_failure_is_not_lost
"""

import asyncio


async def undo_all(undos):
    for undo in reversed(undos):
        try:
            await undo()
        except asyncio.CancelledError:
            pass
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
        while not undoing.done():
            try:
                await asyncio.wait([undoing])
            except asyncio.CancelledError:
                pass
        raise
