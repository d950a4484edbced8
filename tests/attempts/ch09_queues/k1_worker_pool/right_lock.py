"""A lock around taking an item: needless, and nobody ever waits for it."""

import asyncio


async def worker_pool(handle, items, workers):
    queue = asyncio.Queue()
    for pair in enumerate(items):
        queue.put_nowait(pair)
    lock = asyncio.Lock()
    results = {}

    async def worker():
        while not queue.empty():
            async with lock:
                n, item = await queue.get()
            results[n] = await handle(item)

    try:
        async with asyncio.TaskGroup() as tg:
            for _ in range(workers):
                tg.create_task(worker())
    except ExceptionGroup as eg:
        raise eg.exceptions[0] from None
    return [results[n] for n in sorted(results)]
