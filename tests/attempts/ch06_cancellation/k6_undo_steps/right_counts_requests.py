"""Takes the later cancellations back, and asks for as many again at the end."""

import asyncio


async def undo_steps(steps):
    me = asyncio.current_task()
    undos = []
    try:
        for do, undo in steps:
            await do()
            undos.append(undo)
    except BaseException:
        missed = 0
        for undo in reversed(undos):
            task = asyncio.create_task(undo())
            while not task.done():
                try:
                    await asyncio.wait([task])
                except asyncio.CancelledError:
                    me.uncancel()
                    missed += 1
            if not task.cancelled() and task.exception() is not None:
                log.error("failed", exc_info=task.exception())
        for _ in range(missed):
            me.cancel()
        await asyncio.sleep(0)
        raise
