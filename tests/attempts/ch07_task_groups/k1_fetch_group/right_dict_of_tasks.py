"""A dict of tasks, by their place."""

import asyncio


async def fetch_group(fetch, ids):
    async with asyncio.TaskGroup() as tg:
        by_place = {
            place: tg.create_task(fetch(id), name=f"fetch {id}")
            for place, id in enumerate(ids)
        }
    return [by_place[place].result() for place in range(len(by_place))]
