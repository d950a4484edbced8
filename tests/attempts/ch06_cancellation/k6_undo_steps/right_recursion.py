"""The rest of the journey is a journey."""

import asyncio


async def undo_steps(steps):
    if not steps:
        return
    (do, undo), *rest = steps
    await do()
    try:
        await undo_steps(rest)
    except BaseException:

        async def quietly():
            try:
                await undo()
            except Exception:
                log.exception("undo failed")

        task = asyncio.create_task(quietly())
        cancelled = False
        while not task.done():
            try:
                await asyncio.wait({task})
            except asyncio.CancelledError:
                cancelled = True
        if cancelled:
            raise asyncio.CancelledError
        raise
