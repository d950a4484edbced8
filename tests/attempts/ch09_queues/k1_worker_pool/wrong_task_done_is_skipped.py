"""A worker that fails does not say task_done, and join never ends.

Caught by: test_a_failure_comes_out
"""

import asyncio


async def worker_pool(handle, items, workers):
    queue = asyncio.Queue()
    results = []
    for item in items:
        queue.put_nowait((len(results), item))
        results.append(None)

    async def worker():
        while True:
            place, item = await queue.get()
            results[place] = await handle(item)
            queue.task_done()

    tasks = [asyncio.create_task(worker()) for _ in range(workers)]
    await queue.join()
    for task in tasks:
        task.cancel()
    return results
