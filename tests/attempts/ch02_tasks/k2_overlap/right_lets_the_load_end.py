"""Does not cancel the load, and waits until it has ended."""

import asyncio


async def overlap(load_next, process, first):
    results = []
    chunk = first
    while chunk is not None:
        task = asyncio.create_task(load_next())
        try:
            results.append(await process(chunk))
        except BaseException:
            await asyncio.wait([task])
            if not task.cancelled():
                task.exception()
            raise
        chunk = await task
    return results
