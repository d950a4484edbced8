"""Awaits the tasks in turn: a failure of the second waits for the first.

Caught by: test_the_other_one_is_cancelled
"""

import asyncio


async def start_both(first, second):
    one, other = asyncio.create_task(first), asyncio.create_task(second)
    try:
        return await one, await other
    finally:
        one.cancel()
        other.cancel()
        await asyncio.gather(one, other, return_exceptions=True)
