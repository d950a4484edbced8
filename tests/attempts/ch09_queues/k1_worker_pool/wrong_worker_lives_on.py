"""A worker that is cancelled takes the next item.

Caught by: test_the_others_are_cancelled
"""

import asyncio


async def worker_pool(handle, items, workers):
    todo = enumerate(items)
    results = {}

    async def worker():
        for n, item in todo:
            try:
                results[n] = await handle(item)
            except asyncio.CancelledError:
                print("cancelled")

    try:
        async with asyncio.TaskGroup() as tg:
            for _ in range(workers):
                tg.create_task(worker())
    except ExceptionGroup as eg:
        raise eg.exceptions[0] from None
    return [results[n] for n in sorted(results)]
