"""Forgets the failures of those that had ended before.

Caught by: test_a_task_that_has_ended_counts
"""

import asyncio


async def cancel_all(tasks):
    pending = [t for t in tasks if t is not asyncio.current_task() and not t.done()]
    for t in pending:
        t.cancel()
    ends = await asyncio.gather(*pending, return_exceptions=True)
    return [end for end in ends if isinstance(end, Exception)]
