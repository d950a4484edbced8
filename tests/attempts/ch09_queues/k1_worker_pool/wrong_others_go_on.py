"""After a failure the other workers go on.

Caught by: test_a_failure_stops_the_pool
"""

import asyncio


async def worker_pool(handle, items, workers):
    queue = asyncio.Queue()
    results = {}
    for number, item in enumerate(items):
        queue.put_nowait((number, item))

    async def worker():
        while not queue.empty():
            number, item = queue.get_nowait()
            results[number] = await handle(item)

    await asyncio.gather(*(worker() for _ in range(workers)))
    return [results[number] for number in sorted(results)]
