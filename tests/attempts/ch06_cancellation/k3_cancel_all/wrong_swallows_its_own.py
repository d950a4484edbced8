"""Asks itself to stop too, and swallows that; cancelling() stays above 0.

Caught by: test_the_caller_is_left_alone
"""

import asyncio


async def cancel_all(tasks):
    me = asyncio.current_task()
    tasks = list(tasks)
    for t in tasks:
        t.cancel()
    others = [t for t in tasks if t is not me]
    if me in tasks:
        try:
            await asyncio.sleep(0)
        except asyncio.CancelledError:
            pass
    ends = await asyncio.gather(*others, return_exceptions=True)
    return [end for end in ends if isinstance(end, Exception)]
