"""Lets all of them finish before it looks at the failure.

Caught by: test_the_others_are_cancelled
"""

import asyncio


async def all_or_nothing(coros):
    results = await asyncio.gather(*coros, return_exceptions=True)
    for result in results:
        if isinstance(result, BaseException):
            raise result
    return results
