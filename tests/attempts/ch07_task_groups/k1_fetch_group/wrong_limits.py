"""Three at a time, which nobody asked for.

Caught by: test_they_are_fetched_together
"""

import asyncio


async def fetch_group(fetch, ids):
    places = asyncio.Semaphore(3)

    async def one(id):
        async with places:
            return await fetch(id)

    async with asyncio.TaskGroup() as tg:
        tasks = [tg.create_task(one(id)) for id in ids]
    return [t.result() for t in tasks]
