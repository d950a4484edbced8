"""One batch after another.

Caught by: test_the_next_begins_when_one_has_ended
"""

import asyncio


async def bounded_map(fn, items, limit):
    items = list(items)
    results = []
    for start in range(0, len(items), limit):
        async with asyncio.TaskGroup() as group:
            tasks = [
                group.create_task(fn(item)) for item in items[start : start + limit]
            ]
        results += [task.result() for task in tasks]
    return results
