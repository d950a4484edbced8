"""One timeout, moved by each message."""

import asyncio


async def idle_timeout(messages, idle):
    got = []
    limit = asyncio.timeout(idle)
    try:
        async with limit:
            async for m in messages:
                got.append(m)
                limit.reschedule(asyncio.get_running_loop().time() + idle)
    except TimeoutError as e:
        if not limit.expired():
            raise
        raise SilenceError(got) from e
    return got
