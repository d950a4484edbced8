"""Loses the chunk that was loaded last.

Caught by: test_every_chunk_is_processed
"""

import asyncio


async def overlap(load_next, process, first):
    results, chunk = [], first
    while True:
        task = asyncio.create_task(load_next())
        try:
            result = await process(chunk)
            chunk = await task
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        if chunk is None:
            return results
        results.append(result)
