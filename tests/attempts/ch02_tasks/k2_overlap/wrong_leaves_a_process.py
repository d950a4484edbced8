"""Makes a task of the process, and leaves it when a load fails.

Caught by: test_a_failure_of_a_load_comes_out
"""

import asyncio


async def overlap(load_next, process, first):
    results = []
    chunk = first
    while chunk is not None:
        work = asyncio.create_task(process(chunk))
        following = await load_next()
        results.append(await work)
        chunk = following
    return results
