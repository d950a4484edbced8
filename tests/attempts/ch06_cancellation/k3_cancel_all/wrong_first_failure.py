"""Stops at the first one that does not end as it should.

Caught by: test_failures_are_returned
"""

import asyncio


async def cancel_all(tasks):
    others = [t for t in tasks if t is not asyncio.current_task()]
    for t in others:
        t.cancel()
    errors = []
    try:
        for t in others:
            await asyncio.wait([t])
            if not t.cancelled():
                t.result()
    except Exception as e:
        errors.append(e)
    return errors
