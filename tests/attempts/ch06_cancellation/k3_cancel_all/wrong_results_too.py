"""Returns every end that is no CancelledError, results included.

Caught by: test_a_task_may_return
"""

import asyncio


async def cancel_all(tasks):
    others = [t for t in tasks if t is not asyncio.current_task()]
    for t in others:
        t.cancel()
    ends = await asyncio.gather(*others, return_exceptions=True)
    return [end for end in ends if not isinstance(end, asyncio.CancelledError)]
