"""Measures a gap when it is over.

Caught by: test_silence_ends_it
"""

import asyncio


async def idle_timeout(messages, idle):
    loop = asyncio.get_running_loop()
    got, last = [], loop.time()
    async for message in messages:
        if loop.time() - last > idle:
            raise SilenceError(got)
        got.append(message)
        last = loop.time()
    if loop.time() - last > idle:
        raise SilenceError(got)
    return got
