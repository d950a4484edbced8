"""After an error nobody takes an item, but all finish theirs.

Caught by: test_the_others_are_cancelled
"""

import asyncio


async def worker_pool(handle, items, workers):
    todo = list(enumerate(items))[::-1]
    results = {}
    errors = []

    async def worker():
        while todo and not errors:
            n, item = todo.pop()
            try:
                results[n] = await handle(item)
            except Exception as error:
                errors.append(error)

    async with asyncio.TaskGroup() as tg:
        for _ in range(workers):
            tg.create_task(worker())
    if errors:
        raise errors[0]
    return [results[n] for n in sorted(results)]
