"""Each worker has its own share of the items.

Caught by: test_the_next_begins_when_one_has_ended
"""

import asyncio


async def bounded_map(fn, items, limit):
    items = list(items)
    results = [None] * len(items)

    async def worker(first):
        for place in range(first, len(items), limit):
            results[place] = await fn(items[place])

    async with asyncio.TaskGroup() as group:
        for first in range(limit):
            group.create_task(worker(first))
    return results
