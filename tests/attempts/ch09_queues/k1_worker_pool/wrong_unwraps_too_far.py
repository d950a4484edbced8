"""Opens the group that handle itself has raised.

Caught by: test_an_error_of_any_type_comes_out
"""

import asyncio


async def worker_pool(handle, items, workers):
    todo = enumerate(items)
    results = {}

    async def worker():
        for n, item in todo:
            results[n] = await handle(item)

    try:
        async with asyncio.TaskGroup() as tg:
            for _ in range(workers):
                tg.create_task(worker())
    except ExceptionGroup as eg:
        error = eg
    else:
        return [results[n] for n in sorted(results)]
    while isinstance(error, ExceptionGroup):
        error = error.exceptions[0]
    raise error
