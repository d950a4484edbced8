"""Takes None and 0 for no result.

Caught by: test_any_result_wins
"""

import asyncio


async def first_result(coros):
    tasks = [asyncio.create_task(coro) for coro in coros]
    error = None
    try:
        for ended in asyncio.as_completed(tasks):
            try:
                result = await ended
            except Exception as failure:
                error = failure
            else:
                if result:
                    return result
        raise error or LookupError("nobody")
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
