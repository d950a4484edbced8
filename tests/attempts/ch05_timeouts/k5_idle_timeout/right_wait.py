"""asyncio.wait with a timeout for each read."""

import asyncio


async def idle_timeout(messages, idle):
    got = []
    while True:
        read = asyncio.ensure_future(anext(messages))
        try:
            done, _ = await asyncio.wait([read], timeout=idle)
        finally:
            if not read.done():
                read.cancel()
                await asyncio.wait([read])
        if not done:
            raise SilenceError(got)
        try:
            got.append(read.result())
        except StopAsyncIteration:
            return got
