"""Its workers are cancelled when it fails only: a cancellation leaves them running.

Caught by: test_a_cancellation_reaches_all_of_them
"""

import asyncio


async def bounded_map(fn, items, limit):
    if limit < 1:
        raise ValueError
    jobs = iter(enumerate(items))
    results = {}

    async def worker():
        for number, item in jobs:
            results[number] = await fn(item)

    workers = [asyncio.create_task(worker()) for _ in range(limit)]
    done, left = await asyncio.wait(workers, return_when=asyncio.FIRST_EXCEPTION)
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)
    errors = [task.exception() for task in done if task.exception()]
    if errors:
        raise ExceptionGroup("failed", errors)
    return [results[number] for number in sorted(results)]
