"""Each task appends its answer when it has it.

Caught by: test_the_answers_come_in_order
"""

import asyncio


async def fetch_group(fetch, ids):
    results = []

    async def one(id):
        results.append(await fetch(id))

    async with asyncio.TaskGroup() as tg:
        for id in ids:
            tg.create_task(one(id))
    return results
