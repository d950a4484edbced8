"""Asks for the results in the block, before any task has run.

Caught by: test_the_answers_come_in_order
"""

import asyncio


async def fetch_group(fetch, ids):
    async with asyncio.TaskGroup() as tg:
        tasks = [tg.create_task(fetch(id)) for id in ids]
        return [task.result() for task in tasks]
