"""Closes the source, as if each one were an asynchronous generator.

Caught by: test_a_source_without_messages
"""

import asyncio


async def idle_timeout(messages, idle):
    got = []
    try:
        async with asyncio.timeout(idle) as limit:
            async for message in messages:
                got.append(message)
                limit.reschedule(asyncio.get_running_loop().time() + idle)
    except TimeoutError:
        if limit.expired():
            raise SilenceError(got) from None
        raise
    finally:
        await messages.aclose()
    return got
