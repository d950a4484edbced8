"""Leaves the read alone when the silence is too long.

Caught by: test_silence_ends_it
"""

import asyncio


async def idle_timeout(messages, idle):
    got = []
    while True:
        read = asyncio.ensure_future(anext(messages))
        done, _ = await asyncio.wait([read], timeout=idle)
        if not done:
            raise SilenceError(got)
        try:
            got.append(read.result())
        except StopAsyncIteration:
            return got
