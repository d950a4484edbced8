"""Goes through the tasks twice.

Caught by: test_an_iterator_is_read_once
"""

import asyncio


async def cancel_all(tasks):
    me = asyncio.current_task()
    for t in tasks:
        if t is not me:
            t.cancel()
    ends = await asyncio.gather(
        *(t for t in tasks if t is not me), return_exceptions=True
    )
    return [end for end in ends if isinstance(end, Exception)]
