"""Counts the places with a condition."""

import asyncio


async def bounded_map(fn, items, limit):
    if limit <= 0:
        raise ValueError("no place")
    busy = 0
    changed = asyncio.Condition()
    results = {}

    async def call(number, item):
        nonlocal busy
        async with changed:
            await changed.wait_for(lambda: busy < limit)
            busy += 1
        try:
            results[number] = await fn(item)
        finally:
            busy -= 1
            async with changed:
                changed.notify()

    async with asyncio.TaskGroup() as group:
        for number, item in enumerate(items):
            group.create_task(call(number, item))
    return [results[number] for number in range(len(results))]
