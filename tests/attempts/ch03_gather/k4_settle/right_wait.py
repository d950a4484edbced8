"""Waits for all tasks, and asks each for its exception."""

import asyncio


async def settle(coros):
    tasks = [asyncio.create_task(coro) for coro in coros]
    if tasks:
        await asyncio.wait(tasks)
    errors, results = [], []
    for task in tasks:
        if task.cancelled():
            errors.append(asyncio.CancelledError())
        elif task.exception() is not None:
            errors.append(task.exception())
        else:
            results.append(task.result())
    return results, errors
