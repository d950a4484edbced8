"""Catches an Exception of each undo, and a CancelledError ends the undoing.

Caught by: test_an_undo_may_end_with_a_cancellation_of_its_own
"""

import asyncio


async def undo_all(undos):
    while undos:
        try:
            await undos.pop()()
        except Exception:
            log.exception("undo failed")


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
