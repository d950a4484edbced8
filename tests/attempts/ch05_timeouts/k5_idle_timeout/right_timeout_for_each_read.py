"""A new timeout for each read."""

import asyncio


async def idle_timeout(messages, idle):
    got = []
    while True:
        limit = asyncio.timeout(idle)
        try:
            async with limit:
                got.append(await anext(messages))
        except StopAsyncIteration:
            return got
        except TimeoutError:
            if limit.expired():
                raise SilenceError(got)
            raise
