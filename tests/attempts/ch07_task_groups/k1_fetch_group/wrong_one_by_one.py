"""Awaits each task in the block as soon as it is made.

Caught by: test_they_are_fetched_together
"""

import asyncio


async def fetch_group(fetch, ids):
    results = []
    async with asyncio.TaskGroup() as tg:
        for id in ids:
            results.append(await tg.create_task(fetch(id)))
    return results
