"""Ends without a word when it is cancelled.

Caught by: test_a_cancellation_is_heard_at_once
"""

import asyncio
import contextlib


async def ticker(interval, count):
    loop = asyncio.get_running_loop()
    start = loop.time()
    with contextlib.suppress(asyncio.CancelledError):
        for number in range(count):
            await asyncio.sleep(start + (number + 1) * interval - loop.time())
            yield number
