"""Goes through the ids a second time for the results.

Caught by: test_ids_may_come_from_a_generator
"""

import asyncio


async def fetch_group(fetch, ids):
    tasks = {}
    async with asyncio.TaskGroup() as tg:
        for id in ids:
            tasks.setdefault(id, []).append(tg.create_task(fetch(id)))
    return [tasks[id].pop(0).result() for id in ids]
