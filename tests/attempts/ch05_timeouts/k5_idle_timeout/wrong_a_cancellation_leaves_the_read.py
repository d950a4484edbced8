"""Ends the read when it is silent, not when somebody cancels this.

Caught by: test_a_cancellation_is_no_silence
"""

import asyncio


async def idle_timeout(messages, idle):
    got = []
    while True:
        read = asyncio.ensure_future(anext(messages))
        done, _ = await asyncio.wait([read], timeout=idle)
        if not done:
            read.cancel()
            await asyncio.wait([read])
            raise SilenceError(got)
        try:
            got.append(read.result())
        except StopAsyncIteration:
            return got
