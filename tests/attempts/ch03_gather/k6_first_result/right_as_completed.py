"""Takes them as they end."""

import asyncio


async def first_result(coros):
    tasks = [asyncio.ensure_future(coro) for coro in coros]
    last = None
    try:
        for ended in asyncio.as_completed(tasks):
            try:
                return await ended
            except Exception as error:
                last = error
        raise last
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
