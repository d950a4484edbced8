"""Undoes, and returns as if all were well.

Caught by: test_a_cancellation_undoes_too
"""

import asyncio


async def undo_all(undos):
    for undo in reversed(undos):
        (end,) = await asyncio.gather(undo(), return_exceptions=True)
        if isinstance(end, Exception):
            log.error("undo failed", exc_info=end)


async def undo_steps(steps):
    undos = []
    error = None
    try:
        for do, undo in steps:
            await do()
            undos.append(undo)
        return
    except asyncio.CancelledError:
        pass
    except Exception as e:
        error = e
    undoing = asyncio.create_task(undo_all(undos))
    while not undoing.done():
        try:
            await asyncio.wait([undoing])
        except asyncio.CancelledError as e:
            error = e
    if error:
        raise error
