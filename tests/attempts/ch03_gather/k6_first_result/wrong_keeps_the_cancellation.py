"""Does not pass its own cancellation on.

Caught by: test_a_cancellation_reaches_all_of_them
"""

import asyncio


async def first_result(coros):
    tasks = [asyncio.create_task(coro) for coro in coros]
    left, error = set(tasks), None
    while left:
        done, left = await asyncio.wait(left, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            error = task.exception()
            if error is None:
                for other in left:
                    other.cancel()
                await asyncio.gather(*left, return_exceptions=True)
                return task.result()
    raise error
