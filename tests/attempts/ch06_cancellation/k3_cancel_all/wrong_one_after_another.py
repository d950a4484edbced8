"""Cancels one, waits for it, and then cancels the next.

Caught by: test_they_clean_up_together
"""

import asyncio


async def cancel_all(tasks):
    errors = []
    for t in tasks:
        if t is asyncio.current_task():
            continue
        t.cancel()
        await asyncio.wait([t])
        if not t.cancelled() and t.exception():
            errors.append(t.exception())
    return errors
