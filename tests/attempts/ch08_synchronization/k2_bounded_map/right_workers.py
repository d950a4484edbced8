"""Workers take the next item from one iterator."""

import asyncio


async def bounded_map(fn, items, limit):
    if limit < 1:
        raise ValueError("limit")
    results = {}
    jobs = iter(enumerate(items))

    async def worker():
        for number, item in jobs:
            results[number] = await fn(item)

    async with asyncio.TaskGroup() as group:
        for _ in range(limit):
            group.create_task(worker())
    return [results[number] for number in sorted(results)]
