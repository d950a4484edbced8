"""Puts the CancelledErrors into the list.

Caught by: test_all_of_them_end
"""

import asyncio


async def cancel_all(tasks):
    others = [t for t in tasks if t is not asyncio.current_task()]
    for t in others:
        t.cancel()
    ends = await asyncio.gather(*others, return_exceptions=True)
    return [end for end in ends if isinstance(end, BaseException)]
