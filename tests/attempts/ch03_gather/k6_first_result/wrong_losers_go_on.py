"""Leaves the others running.

Caught by: test_the_others_are_cancelled
"""

import asyncio


async def first_result(coros):
    error = None
    for ended in asyncio.as_completed(list(coros)):
        try:
            return await ended
        except Exception as failure:
            error = failure
    raise error
