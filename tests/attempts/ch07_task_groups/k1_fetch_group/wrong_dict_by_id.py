"""A dict of tasks by id: what comes twice is fetched, and answered, once.

Caught by: test_the_same_id_is_fetched_again
"""

import asyncio


async def fetch_group(fetch, ids):
    async with asyncio.TaskGroup() as tg:
        tasks = {id: tg.create_task(fetch(id)) for id in ids}
    return [task.result() for task in tasks.values()]
