"""Moves the deadline by the wall clock, which is not the clock of the loop.

Caught by: test_silence_ends_it
"""

import asyncio
import time


async def idle_timeout(messages, idle):
    got = []
    try:
        async with asyncio.timeout(idle) as limit:
            async for message in messages:
                got.append(message)
                limit.reschedule(time.time() + idle)
    except TimeoutError:
        if limit.expired():
            raise SilenceError(got) from None
        raise
    return got
