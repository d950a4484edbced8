"""Tidies up after an Exception only; a cancellation is none.

Caught by: test_a_cancellation_reaches_all_of_them
"""

import asyncio


async def first_error(coros):
    tasks = [asyncio.create_task(coro) for coro in coros]
    for task in tasks:
        task.add_done_callback(lambda t: t.cancelled() or t.exception())
    try:
        for task in asyncio.as_completed(tasks):
            await task
        return [task.result() for task in tasks]
    except Exception:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
