"""A task group, and the results after it."""

import asyncio


async def fetch_group(fetch, ids):
    tasks = []
    async with asyncio.TaskGroup() as tg:
        for id in ids:
            tasks.append(tg.create_task(fetch(id)))
    return [t.result() for t in tasks]
