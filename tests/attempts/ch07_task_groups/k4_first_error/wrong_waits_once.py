"""Waits for the cleaning up, unless somebody cancels it meanwhile.

Caught by: test_a_cancellation_while_the_others_clean_up
"""

import asyncio


async def first_error(coros):
    tasks = [asyncio.create_task(coro) for coro in coros]
    try:
        return await asyncio.gather(*tasks)
    except BaseException:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
        raise
