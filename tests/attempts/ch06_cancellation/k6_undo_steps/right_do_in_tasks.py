"""Runs each do in a task too, and looks at what has become of it."""

import asyncio


async def undo_steps(steps):
    done, problem = [], None
    for do, undo in steps:
        task = asyncio.create_task(do())
        try:
            await task
        except BaseException as e:
            problem = e
        if task.done() and not task.cancelled() and task.exception() is None:
            done.insert(0, undo)
        if problem is not None:
            break
    if problem is None:
        return
    for undo in done:
        task = asyncio.create_task(undo())
        while not task.done():
            try:
                await asyncio.wait([task])
            except asyncio.CancelledError as e:
                problem = e
        try:
            task.result()
        except asyncio.CancelledError:
            pass
        except Exception:
            log.exception("cannot undo")
    raise problem
