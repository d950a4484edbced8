"""Cancels whatever runs, also what it was not given.

Caught by: test_no_other_task_is_asked
"""

import asyncio


async def cancel_all(tasks):
    given = set(tasks)
    others = (asyncio.all_tasks() | given) - {asyncio.current_task()}
    for t in others:
        t.cancel()
    ends = await asyncio.gather(*others, return_exceptions=True)
    return [end for end in ends if isinstance(end, Exception)]
