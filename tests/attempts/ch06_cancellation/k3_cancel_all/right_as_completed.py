"""Takes the ends as they come."""

import asyncio


async def cancel_all(tasks):
    mine = asyncio.current_task()
    shielded = []
    for task in tasks:
        if task is mine:
            continue
        task.cancel()
        shielded.append(asyncio.gather(task, return_exceptions=True))
    errors = []
    for next_end in asyncio.as_completed(shielded):
        (end,) = await next_end
        if isinstance(end, Exception):
            errors.append(end)
    return errors
