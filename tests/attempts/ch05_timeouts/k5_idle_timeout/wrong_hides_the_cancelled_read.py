"""Hides the CancelledError of the read that it cancels, and with it its own.

Caught by: test_a_cancellation_comes_out_while_the_source_cleans_up
"""

import asyncio


async def idle_timeout(messages, idle):
    got = []
    while True:
        read = asyncio.ensure_future(anext(messages))
        try:
            done, _ = await asyncio.wait([read], timeout=idle)
        except asyncio.CancelledError:
            read.cancel()
            await asyncio.wait([read])
            raise
        if not done:
            read.cancel()
            try:
                await read
            except asyncio.CancelledError:
                pass
            raise SilenceError(got)
        try:
            got.append(read.result())
        except StopAsyncIteration:
            return got
