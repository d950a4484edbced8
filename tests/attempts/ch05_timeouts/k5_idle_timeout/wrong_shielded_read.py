"""Shields the read, so that it goes on after the timeout.

Caught by: test_the_source_is_cancelled
"""

import asyncio


async def idle_timeout(messages, idle):
    loop = asyncio.get_running_loop()
    got = []
    while True:
        deadline = loop.time() + idle
        read = asyncio.ensure_future(anext(messages))
        try:
            got.append(await asyncio.wait_for(asyncio.shield(read), idle))
        except StopAsyncIteration:
            return got
        except TimeoutError:
            if loop.time() >= deadline:
                raise SilenceError(got)
            raise
