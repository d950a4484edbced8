"""Awaits the tasks in the order in which they were made.

Caught by: test_the_first_to_end_comes_first
"""

import asyncio


async def as_ready(coros, on_result):
    tasks = [asyncio.create_task(coro) for coro in coros]
    for task in tasks:
        on_result(await task)
