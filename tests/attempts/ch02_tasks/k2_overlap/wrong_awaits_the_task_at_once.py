"""Makes a task, and awaits it at once.

Caught by: test_loading_and_processing_overlap
"""

import asyncio


async def overlap(load_next, process, first):
    chunk, results = first, []
    while chunk is not None:
        following = await asyncio.create_task(load_next())
        results.append(await process(chunk))
        chunk = following
    return results
