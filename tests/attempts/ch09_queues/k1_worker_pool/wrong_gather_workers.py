"""Gathers the workers, and leaves the others at work after an error.

Caught by: test_the_others_are_cancelled
"""

import asyncio


async def worker_pool(handle, items, workers):
    todo = enumerate(items)
    results = {}

    async def worker():
        for n, item in todo:
            results[n] = await handle(item)

    await asyncio.gather(*[worker() for _ in range(workers)])
    return [results[n] for n in sorted(results)]
