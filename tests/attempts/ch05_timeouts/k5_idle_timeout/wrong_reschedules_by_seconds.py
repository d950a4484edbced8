"""Moves the deadline to `idle`, as if that were a number of seconds from now.

Caught by: test_the_whole_may_take_any_time
"""

import asyncio


async def idle_timeout(messages, idle):
    got = []
    try:
        async with asyncio.timeout(idle) as limit:
            async for message in messages:
                got.append(message)
                limit.reschedule(idle)
    except TimeoutError:
        if limit.expired():
            raise SilenceError(got) from None
        raise
    return got
