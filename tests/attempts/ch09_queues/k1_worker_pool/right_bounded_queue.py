"""A short queue, filled while the workers are at work; they are cancelled at the end."""

import asyncio


async def worker_pool(handle, items, workers):
    queue = asyncio.Queue(maxsize=workers)
    results = []

    async def worker():
        while True:
            n, item = await queue.get()
            results[n] = await handle(item)
            queue.task_done()

    try:
        async with asyncio.TaskGroup() as tg:
            crew = [tg.create_task(worker()) for _ in range(workers)]
            for pair in enumerate(items):
                results.append(None)
                await queue.put(pair)
            await queue.join()
            for task in crew:
                task.cancel()
    except BaseExceptionGroup as eg:
        raise eg.exceptions[0] from None
    return results
