"""Gathers the tasks of the group in the block: their error comes twice.

Caught by: test_a_failure_comes_out_in_a_group
"""

import asyncio


async def fetch_group(fetch, ids):
    async with asyncio.TaskGroup() as tg:
        tasks = [tg.create_task(fetch(id)) for id in ids]
        results = await asyncio.gather(*tasks)
    return list(results)
