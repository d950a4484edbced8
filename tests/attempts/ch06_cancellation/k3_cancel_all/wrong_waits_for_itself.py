"""Does not cancel its own task, and waits for its end.

Caught by: test_the_caller_is_left_alone
"""

import asyncio


async def cancel_all(tasks):
    tasks = list(tasks)
    for t in tasks:
        if t is not asyncio.current_task():
            t.cancel()
    ends = await asyncio.gather(*tasks, return_exceptions=True)
    return [end for end in ends if isinstance(end, Exception)]
