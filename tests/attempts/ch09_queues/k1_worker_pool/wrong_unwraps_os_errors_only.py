"""Takes only an OSError out of its group.

Caught by: test_an_error_of_any_type_comes_out
"""

import asyncio


async def worker_pool(handle, items, workers):
    todo = enumerate(items)
    results = {}
    failed = None

    async def worker():
        for n, item in todo:
            results[n] = await handle(item)

    try:
        async with asyncio.TaskGroup() as tg:
            for _ in range(workers):
                tg.create_task(worker())
    except* OSError as eg:
        failed = eg.exceptions[0]
    if failed:
        raise failed
    return [results[n] for n in sorted(results)]
