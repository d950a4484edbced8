"""Waits for an item after the last one, and joins only where all is well.

Caught by: test_nothing_to_do
"""

import asyncio


async def worker_pool(handle, items, workers):
    queue = asyncio.Queue()
    results = {}
    for pair in enumerate(items):
        queue.put_nowait(pair)

    async def worker():
        while len(results) < total:
            n, item = await queue.get()
            results[n] = await handle(item)

    total = queue.qsize() or 1
    try:
        async with asyncio.TaskGroup() as tg:
            for _ in range(min(workers, total)):
                tg.create_task(worker())
    except ExceptionGroup as eg:
        raise eg.exceptions[0] from None
    return [results[n] for n in sorted(results)]
