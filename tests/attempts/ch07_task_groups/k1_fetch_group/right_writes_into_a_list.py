"""Each task writes its answer into its place."""

import asyncio


async def fetch_group(fetch, ids):
    ids = list(ids)
    answers = [None] * len(ids)

    async def fill(place, id):
        answers[place] = await fetch(id)

    async with asyncio.TaskGroup() as tg:
        for place, id in enumerate(ids):
            tg.create_task(fill(place, id))
    return answers
