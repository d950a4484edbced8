"""Awaits the tasks in the block, in turn: a cancellation reaches one of them first.

Caught by: test_a_cancellation_reaches_all_of_them
"""

import asyncio


async def fetch_group(fetch, ids):
    async with asyncio.TaskGroup() as tg:
        tasks = [tg.create_task(fetch(id)) for id in ids]
        return [await task for task in tasks]
