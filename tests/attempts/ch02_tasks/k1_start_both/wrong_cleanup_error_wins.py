"""Lets an error of the other one replace the first exception.

Caught by: test_the_first_exception_comes_out
"""

import asyncio
import contextlib


async def start_both(first, second):
    one, other = asyncio.create_task(first), asyncio.create_task(second)
    try:
        a, b = await asyncio.gather(one, other)
        return a, b
    except BaseException:
        for t in (one, other):
            if not t.done():
                t.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await t
        raise
