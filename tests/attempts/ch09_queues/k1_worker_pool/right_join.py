"""Waits for the join, or for the first worker that fails."""

import asyncio


async def worker_pool(handle, items, workers):
    queue = asyncio.Queue()
    results = {}
    errors = []

    async def worker():
        while True:
            n, item = await queue.get()
            try:
                results[n] = await handle(item)
            except Exception as error:
                errors.append(error)
                failed.set()
                raise
            finally:
                queue.task_done()

    for pair in enumerate(items):
        queue.put_nowait(pair)
    failed = asyncio.Event()
    crew = [asyncio.create_task(worker()) for _ in range(workers)]
    waits = [asyncio.create_task(queue.join()), asyncio.create_task(failed.wait())]
    try:
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in crew + waits:
            task.cancel()
        await asyncio.gather(*crew, *waits, return_exceptions=True)
    if errors:
        raise errors[0]
    return [results[n] for n in sorted(results)]
