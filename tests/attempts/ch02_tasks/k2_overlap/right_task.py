"""A task for the next load, ended in a `finally`."""

import asyncio


async def overlap(load_next, process, first):
    chunk, results, task = first, [], None
    try:
        while chunk is not None:
            task = asyncio.create_task(load_next())
            results.append(await process(chunk))
            chunk = await task
    finally:
        if task is not None and not task.done():
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        elif task is not None and not task.cancelled():
            task.exception()
    return results
