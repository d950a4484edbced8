"""Gives each message `idle` seconds more, whether the old ones were used or not.

Caught by: test_silence_ends_it
"""

import asyncio


async def idle_timeout(messages, idle):
    got = []
    try:
        async with asyncio.timeout(idle) as limit:
            async for message in messages:
                got.append(message)
                limit.reschedule(limit.when() + idle)
    except TimeoutError:
        if limit.expired():
            raise SilenceError(got) from None
        raise
    return got
