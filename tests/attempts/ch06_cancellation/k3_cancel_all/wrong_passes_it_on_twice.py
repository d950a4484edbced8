"""Cancels its own task again, to pass the cancellation on.

Caught by: test_a_timeout_around_it
"""

import asyncio


async def cancel_all(tasks):
    me = asyncio.current_task()
    others = [t for t in tasks if t is not me]
    for t in others:
        t.cancel()
    try:
        ends = await asyncio.gather(*others, return_exceptions=True)
    except asyncio.CancelledError:
        me.cancel()
        raise
    return [end for end in ends if isinstance(end, Exception)]
