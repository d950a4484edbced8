"""Starts a sleeping task for each tick, and does not stop them.

Caught by: test_who_leaves_early_leaves_nothing_behind
"""

import asyncio


async def ticker(interval, count):
    tasks = [
        asyncio.create_task(asyncio.sleep(interval * (number + 1), number))
        for number in range(count)
    ]
    for task in tasks:
        yield await task
