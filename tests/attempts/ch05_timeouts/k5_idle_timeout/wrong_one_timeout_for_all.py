"""One timeout for the whole.

Caught by: test_the_whole_may_take_any_time
"""

import asyncio


async def idle_timeout(messages, idle):
    got = []
    try:
        async with asyncio.timeout(idle) as limit:
            async for message in messages:
                got.append(message)
    except TimeoutError:
        if limit.expired():
            raise SilenceError(got) from None
        raise
    return got
