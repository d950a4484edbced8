"""Waits five seconds for the others, and not more.

Caught by: test_the_others_have_cleaned_up
"""

import asyncio


async def all_or_nothing(coros):
    tasks = [asyncio.create_task(coro) for coro in coros]
    try:
        return await asyncio.gather(*tasks)
    except BaseException:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks, timeout=5)
        raise
