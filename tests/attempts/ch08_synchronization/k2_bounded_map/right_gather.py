"""Gathers, cancels and awaits the others, and makes the group itself."""

import asyncio


async def bounded_map(fn, items, limit):
    if limit < 1:
        raise ValueError(limit)
    semaphore = asyncio.Semaphore(limit)

    async def one(item):
        async with semaphore:
            return await fn(item)

    tasks = [asyncio.create_task(one(item)) for item in items]
    try:
        return await asyncio.gather(*tasks)
    except Exception as error:
        raise ExceptionGroup("a call failed", [error]) from None
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
