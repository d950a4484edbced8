"""Some workers share an iterator over the items."""

import asyncio


async def bounded_map(fn, items, limit):
    todo = list(items)
    results = [None] * len(todo)
    numbered = iter(enumerate(todo))

    async def worker():
        for place, item in numbered:
            results[place] = await fn(item)

    async with asyncio.TaskGroup() as group:
        for _ in range(min(limit, len(todo))):
            group.create_task(worker())
    return results
