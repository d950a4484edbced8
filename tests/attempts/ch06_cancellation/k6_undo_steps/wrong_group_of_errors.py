"""Raises the first error together with those of the undos.

Caught by: test_an_undo_that_fails_keeps_no_other_from_it
"""

import asyncio


async def undo_steps(steps):
    undos, errors = [], []

    async def undo_all():
        while undos:
            try:
                await undos.pop()()
            except asyncio.CancelledError:
                pass
            except Exception as e:
                log.exception("undo failed")
                errors.append(e)

    try:
        for do, undo in steps:
            await do()
            undos.append(undo)
    except BaseException as e:
        errors.append(e)
        task = asyncio.create_task(undo_all())
        while not task.done():
            try:
                await asyncio.wait([task])
            except asyncio.CancelledError as c:
                errors[0] = c
        if len(errors) > 1 and isinstance(errors[0], Exception):
            raise ExceptionGroup("saga failed", errors)
        raise errors[0]
