"""Takes a QueueEmpty that handle raises for the end.

Caught by: test_an_error_of_any_type_comes_out
"""

import asyncio


async def worker_pool(handle, items, workers):
    queue = asyncio.Queue()
    for pair in enumerate(items):
        queue.put_nowait(pair)
    results = {}

    async def worker():
        try:
            while True:
                n, item = queue.get_nowait()
                results[n] = await handle(item)
        except asyncio.QueueEmpty:
            pass

    try:
        async with asyncio.TaskGroup() as tg:
            for _ in range(workers):
                tg.create_task(worker())
    except ExceptionGroup as eg:
        raise eg.exceptions[0] from None
    return [results[n] for n in sorted(results)]
