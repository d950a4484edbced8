"""Waits for the first of those that are left, again and again."""

import asyncio


async def as_ready(coros, on_result):
    left = {asyncio.create_task(coro) for coro in coros}
    failure = None
    while left:
        ended, left = await asyncio.wait(left, return_when=asyncio.FIRST_COMPLETED)
        for task in ended:
            if task.exception() is None:
                on_result(task.result())
            elif failure is None:
                failure = task.exception()
    if failure is not None:
        raise failure
