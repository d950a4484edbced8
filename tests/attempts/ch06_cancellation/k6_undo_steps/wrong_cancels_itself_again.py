"""Remembers a cancellation by asking for another one.

Caught by: test_a_time_out_of_its_caller_stays_one
"""

import asyncio


async def undo_all(undos):
    for undo in reversed(undos):
        (end,) = await asyncio.gather(undo(), return_exceptions=True)
        if isinstance(end, Exception):
            log.error("undo failed", exc_info=end)


async def undo_steps(steps):
    undos = []
    try:
        for do, undo in steps:
            await do()
            undos.append(undo)
    except BaseException as e:
        undoing = asyncio.create_task(undo_all(undos))
        again = isinstance(e, asyncio.CancelledError)
        while not undoing.done():
            try:
                await asyncio.wait([undoing])
            except asyncio.CancelledError:
                again = True
        if again:
            asyncio.current_task().cancel()
            await asyncio.sleep(0)
        raise
