"""The process is the task, and the load is awaited."""

import asyncio


async def overlap(load_next, process, first):
    results = []
    chunk = first
    while chunk is not None:
        work = asyncio.create_task(process(chunk))
        try:
            following = await load_next()
            results.append(await work)
        finally:
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)
        chunk = following
    return results
