"""Forgets the load when a process fails.

Caught by: test_no_load_is_left_after_a_failure
"""

import asyncio


async def overlap(load_next, process, first):
    chunk, results = first, []
    while chunk is not None:
        task = asyncio.create_task(load_next())
        results.append(await process(chunk))
        chunk = await task
    return results
