"""Takes a CancelledError of an undo for a cancellation of its own.

Caught by: test_an_undo_may_end_with_a_cancellation_of_its_own
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
        for undo in reversed(undos):
            task = asyncio.create_task(undo())
            while not task.done():
                try:
                    await asyncio.shield(task)
                except asyncio.CancelledError as again:
                    reason = again
                except Exception:
                    log.exception("undo failed")
        raise reason
