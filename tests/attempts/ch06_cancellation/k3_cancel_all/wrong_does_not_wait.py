"""Asks, gives them one step, and looks who has failed by then.

Caught by: test_they_clean_up_together
"""

import asyncio


async def cancel_all(tasks):
    others = [t for t in tasks if t is not asyncio.current_task()]
    for t in others:
        t.cancel()
    await asyncio.sleep(0)
    return [
        t.exception()
        for t in others
        if t.done() and not t.cancelled() and t.exception()
    ]
