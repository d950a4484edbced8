"""A semaphore and gather; who fails cancels the others, and waits for them."""

import asyncio


async def bounded_map(fn, items, limit):
    semaphore = asyncio.Semaphore(limit)

    async def one(item):
        await semaphore.acquire()
        try:
            return await fn(item)
        finally:
            semaphore.release()

    tasks = [asyncio.ensure_future(one(item)) for item in items]
    try:
        return await asyncio.gather(*tasks)
    except BaseException:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
