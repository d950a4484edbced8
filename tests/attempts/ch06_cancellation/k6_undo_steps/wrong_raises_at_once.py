"""Starts the undoing, and raises without waiting for it.

Caught by: test_the_last_is_undone_first
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
        asyncio.create_task(undo_all(undos))
        raise
