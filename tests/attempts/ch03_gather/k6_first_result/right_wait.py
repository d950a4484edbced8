"""Waits for the first of those that are left."""

import asyncio


async def first_result(coros):
    tasks = [asyncio.create_task(coro) for coro in coros]
    left, error = set(tasks), None
    try:
        while left:
            done, left = await asyncio.wait(left, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                error = task.exception()
                if error is None:
                    return task.result()
        raise error
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
