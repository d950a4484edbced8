"""Lets gather raise the first CancelledError.

Caught by: test_all_of_them_end
"""

import asyncio


async def cancel_all(tasks):
    others = [t for t in tasks if t is not asyncio.current_task()]
    for t in others:
        t.cancel()
    try:
        await asyncio.gather(*others)
    except Exception as e:
        return [e]
    return []
