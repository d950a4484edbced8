"""Cancels its own task with the others.

Caught by: test_the_caller_is_left_alone
"""

import asyncio


async def cancel_all(tasks):
    tasks = list(tasks)
    for t in tasks:
        t.cancel()
    ends = await asyncio.gather(*tasks, return_exceptions=True)
    return [end for end in ends if isinstance(end, Exception)]
