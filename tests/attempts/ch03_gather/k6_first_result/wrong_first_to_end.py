"""Takes whoever ends first, also with an error.

Caught by: test_a_failure_is_out_of_the_race
"""

import asyncio


async def first_result(coros):
    tasks = [asyncio.create_task(coro) for coro in coros]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        return done.pop().result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
