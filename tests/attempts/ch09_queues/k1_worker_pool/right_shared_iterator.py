"""All workers loop over one iterator."""

import asyncio


async def worker_pool(handle, items, workers):
    numbered = enumerate(items)
    done = []

    async def worker():
        for n, item in numbered:
            done.append((n, await handle(item)))

    error = None
    try:
        async with asyncio.TaskGroup() as tg:
            for _ in range(workers):
                tg.create_task(worker())
    except ExceptionGroup as eg:
        error = eg.exceptions[0]
    if error is not None:
        raise error
    done.sort(key=lambda pair: pair[0])
    return [result for _, result in done]
