"""Works in batches: each waits for the slowest of the batch before.

Caught by: test_a_free_place_is_used_at_once
"""

import asyncio


async def bounded_map(fn, items, limit):
    if limit < 1:
        raise ValueError
    items = list(items)
    results = []
    for i in range(0, len(items), limit):
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(fn(item)) for item in items[i : i + limit]]
        results += [task.result() for task in tasks]
    return results
