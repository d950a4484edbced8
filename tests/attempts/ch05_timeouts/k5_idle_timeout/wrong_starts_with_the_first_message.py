"""The clock runs from the first message on.

Caught by: test_the_first_message_may_not_come
"""

import asyncio


async def idle_timeout(messages, idle):
    loop = asyncio.get_running_loop()
    got = []
    try:
        async with asyncio.timeout(None) as limit:
            async for message in messages:
                got.append(message)
                limit.reschedule(loop.time() + idle)
    except TimeoutError:
        if limit.expired():
            raise SilenceError(got) from None
        raise
    return got
