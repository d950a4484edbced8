"""Goes on to the next chunk while one is processed.

Caught by: test_one_load_ahead
"""

import asyncio


async def overlap(load_next, process, first):
    tasks = []
    chunk = first
    try:
        while chunk is not None:
            tasks.append(asyncio.create_task(process(chunk)))
            chunk = await load_next()
        return list(await asyncio.gather(*tasks))
    finally:
        for t in tasks:
            t.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
