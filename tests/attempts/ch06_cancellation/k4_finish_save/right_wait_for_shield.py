"""A helper waits; it is a task of its own, and is shielded."""

import asyncio


async def finish_save(coro):
    task = asyncio.create_task(coro)
    helper = asyncio.gather(task, return_exceptions=True)
    error = None
    while True:
        try:
            await asyncio.wait([helper])
        except asyncio.CancelledError as e:
            error = e
        if task.done():
            break
    await helper
    if error:
        raise error
    return task.result()
