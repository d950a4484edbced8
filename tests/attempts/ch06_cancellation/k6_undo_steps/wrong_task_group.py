"""Undoes in a task group, which is cancelled together with this task.

Caught by: test_further_cancellations_do_not_cut_it_off
"""

import asyncio


async def undo_all(undos):
    while undos:
        (end,) = await asyncio.gather(undos.pop()(), return_exceptions=True)
        if isinstance(end, Exception):
            log.error("undo failed", exc_info=end)


async def undo_steps(steps):
    undos = []
    try:
        for do, undo in steps:
            await do()
            undos.append(undo)
    except BaseException:
        async with asyncio.TaskGroup() as group:
            group.create_task(undo_all(undos))
        raise
