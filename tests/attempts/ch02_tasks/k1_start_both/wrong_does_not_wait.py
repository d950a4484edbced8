"""Cancels the other one, and does not wait for its end.

Caught by: test_the_other_one_has_ended
"""

import asyncio


async def start_both(first, second):
    tasks = [asyncio.create_task(first), asyncio.create_task(second)]
    try:
        return tuple(await asyncio.gather(*tasks))
    except Exception:
        for task in tasks:
            task.cancel()
        raise
