"""Asks all of them again, whenever one has ended, and so cuts their cleaning up off.

Caught by: test_they_clean_up_together
"""

import asyncio


async def cancel_all(tasks):
    left = [t for t in tasks if t is not asyncio.current_task()]
    errors = []
    while left:
        for t in left:
            t.cancel()
        done, left = await asyncio.wait(left, return_when=asyncio.FIRST_COMPLETED)
        errors += [t.exception() for t in done if not t.cancelled() and t.exception()]
    return errors
