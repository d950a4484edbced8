"""The failure comes out when everything else is done.

Caught by: test_a_failure_stops_the_pool
"""

import asyncio


async def worker_pool(handle, items, workers):
    queue = asyncio.Queue()
    results = {}
    errors = []
    for number, item in enumerate(items):
        queue.put_nowait((number, item))

    async def worker():
        while not queue.empty():
            number, item = queue.get_nowait()
            try:
                results[number] = await handle(item)
            except Exception as error:
                errors.append(error)

    async with asyncio.TaskGroup() as group:
        for _ in range(workers):
            group.create_task(worker())
    if errors:
        raise errors[0]
    return [results[number] for number in sorted(results)]
