"""One timeout around gather: all of them, or nothing.

Caught by: test_who_is_late_is_left_out
"""

import asyncio


async def collect_within(coros, seconds):
    try:
        results = await asyncio.wait_for(
            asyncio.gather(*coros, return_exceptions=True), seconds
        )
    except TimeoutError:
        return []
    return [r for r in results if not isinstance(r, BaseException)]
