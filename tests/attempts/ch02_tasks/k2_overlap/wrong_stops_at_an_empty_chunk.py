"""Takes an empty chunk for the end.

Caught by: test_falsy_chunks_are_chunks
"""

import asyncio


async def overlap(load_next, process, first):
    chunk, results, more = first, [], True
    while more:
        task = asyncio.create_task(load_next())
        try:
            results.append(await process(chunk))
            chunk = await task
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        more = bool(chunk)
    return results
