"""Asks for the next message in time, and forgets its timer while the source ends.

Caught by: test_silence_ends_it
"""

import asyncio


async def idle_timeout(messages, idle):
    loop = asyncio.get_running_loop()
    got = []
    try:
        async with asyncio.timeout(idle) as limit:
            async for message in messages:
                got.append(message)
                limit.reschedule(None)
    except TimeoutError:
        if limit.expired():
            raise SilenceError(got) from None
        raise
    return got
