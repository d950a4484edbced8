"""Lets an error while cleaning up replace the first exception.

Caught by: test_a_failure_while_cleaning_up_comes_later
"""

import asyncio
import contextlib


async def all_or_nothing(coros):
    tasks = [asyncio.create_task(c) for c in coros]
    try:
        return list(await asyncio.gather(*tasks))
    except BaseException:
        for t in tasks:
            t.cancel()
        for t in tasks:
            if not t.done():
                with contextlib.suppress(asyncio.CancelledError):
                    await t
        raise
    finally:
        for t in tasks:
            t.done() and not t.cancelled() and t.exception()
