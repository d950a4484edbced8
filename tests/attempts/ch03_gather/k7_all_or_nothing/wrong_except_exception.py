"""Tidies up after an Exception, and a cancellation is none.

Caught by: test_a_cancellation_reaches_all_of_them
"""

import asyncio


async def all_or_nothing(coros):
    tasks = [asyncio.create_task(coro) for coro in coros]
    pending = set(tasks)
    try:
        while pending:
            done, pending = await asyncio.wait(
                pending, return_when=asyncio.FIRST_COMPLETED
            )
            for task in done:
                task.result()
        return [task.result() for task in tasks]
    except Exception:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
