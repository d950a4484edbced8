"""Cancels the read, and does not wait until it has ended.

Caught by: test_the_source_has_cleaned_up
"""

import asyncio


async def idle_timeout(messages, idle):
    got = []
    while True:
        read = asyncio.ensure_future(anext(messages))
        try:
            done, _ = await asyncio.wait([read], timeout=idle)
        finally:
            read.cancel()
        if not done:
            raise SilenceError(got)
        try:
            got.append(read.result())
        except StopAsyncIteration:
            return got
