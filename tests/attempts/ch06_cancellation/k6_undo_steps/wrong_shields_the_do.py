"""Shields each do: it goes on when the undoing is over.

Caught by: test_a_cancellation_undoes_too
"""

import asyncio


async def undo_steps(steps):
    undos = []

    async def undo_all():
        while undos:
            (end,) = await asyncio.gather(undos.pop()(), return_exceptions=True)
            if isinstance(end, Exception):
                log.error("undo failed", exc_info=end)

    try:
        for do, undo in steps:
            await asyncio.shield(do())
            undos.append(undo)
    except BaseException as e:
        reason = e
        task = asyncio.create_task(undo_all())
        while not task.done():
            try:
                await asyncio.wait([task])
            except asyncio.CancelledError as c:
                reason = c
        raise reason
