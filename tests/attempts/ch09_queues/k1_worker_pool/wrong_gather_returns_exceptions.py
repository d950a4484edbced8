"""Waits for all workers before it looks for an error.

Caught by: test_a_failure_stops_the_pool
"""

import asyncio


async def worker_pool(handle, items, workers):
    todo = enumerate(items)
    results = {}

    async def worker():
        for n, item in todo:
            results[n] = await handle(item)

    for ended in await asyncio.gather(
        *[worker() for _ in range(workers)], return_exceptions=True
    ):
        if isinstance(ended, Exception):
            raise ended
    return [results[n] for n in sorted(results)]
