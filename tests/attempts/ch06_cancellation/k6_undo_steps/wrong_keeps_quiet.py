"""Tells nobody that a step could not be undone.

Caught by: test_an_undo_that_fails_keeps_no_other_from_it
"""

import asyncio


async def undo_all(undos):
    for undo in reversed(undos):
        await asyncio.gather(undo(), return_exceptions=True)


async def undo_steps(steps):
    undos = []
    try:
        for do, undo in steps:
            await do()
            undos.append(undo)
    except BaseException as e:
        t, out = asyncio.create_task(undo_all(undos)), e
        while not t.done():
            try:
                await asyncio.wait([t])
            except asyncio.CancelledError as c:
                out = c
        raise out
