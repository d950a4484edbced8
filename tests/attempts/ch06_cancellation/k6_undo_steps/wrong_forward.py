"""Undoes in the order in which things were done.

Caught by: test_the_last_is_undone_first
"""

import asyncio


async def undo_all(undos):
    for undo in undos:
        try:
            await undo()
        except Exception:
            log.exception("undo")


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
