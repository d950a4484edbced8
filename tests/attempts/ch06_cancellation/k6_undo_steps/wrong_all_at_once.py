"""Undoes all steps at the same time.

Caught by: test_the_last_is_undone_first
"""

import asyncio


async def undo_steps(steps):
    undos = []
    try:
        for do, undo in steps:
            await do()
            undos.append(undo)
    except BaseException as e:
        reason = e
        undoing = [asyncio.create_task(undo()) for undo in reversed(undos)]
        while any(not t.done() for t in undoing):
            try:
                await asyncio.wait(undoing)
            except asyncio.CancelledError as again:
                reason = again
        for t in undoing:
            if not t.cancelled() and t.exception():
                log.error("undo failed", exc_info=t.exception())
        raise reason
