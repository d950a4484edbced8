"""Returns what it has when it is cancelled.

Caught by: test_a_cancellation_reaches_all_of_them
"""

import asyncio


async def worker_pool(handle, items, workers):
    todo = enumerate(items)
    results = {}
    errors = []

    async def worker():
        for n, item in todo:
            results[n] = await handle(item)

    tasks = [asyncio.create_task(worker()) for _ in range(workers)]
    try:
        await asyncio.gather(*tasks)
    except asyncio.CancelledError:
        pass
    except Exception as error:
        errors.append(error)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    if errors:
        raise errors[0]
    return [results[n] for n in sorted(results)]
