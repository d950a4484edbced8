"""Takes an item that is None for the end.

Caught by: test_any_value_is_an_item
"""

import asyncio


async def worker_pool(handle, items, workers):
    queue = asyncio.Queue()
    numbers = iter(range(10**9))
    results = {}
    for item in items:
        queue.put_nowait(item)
    for _ in range(workers):
        queue.put_nowait(None)

    async def worker():
        while True:
            item = await queue.get()
            if item is None:
                return
            n = next(numbers)
            results[n] = await handle(item)

    try:
        async with asyncio.TaskGroup() as tg:
            for _ in range(workers):
                tg.create_task(worker())
    except ExceptionGroup as eg:
        raise eg.exceptions[0] from None
    return [results[n] for n in sorted(results)]
