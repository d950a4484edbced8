"""Takes the cancellations back, and raises the first error only.

Caught by: test_a_cancellation_after_a_failure_is_not_lost
"""

import asyncio


async def undo_steps(steps):
    undos = []
    try:
        for do, undo in steps:
            await do()
            undos.append(undo)
    except BaseException:
        for undo in reversed(undos):
            task = asyncio.create_task(undo())
            while not task.done():
                try:
                    await asyncio.wait([task])
                except asyncio.CancelledError:
                    asyncio.current_task().uncancel()
            if not task.cancelled() and task.exception() is not None:
                log.error("failed", exc_info=task.exception())
        raise
