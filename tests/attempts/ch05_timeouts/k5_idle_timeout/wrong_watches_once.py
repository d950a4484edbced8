"""Cancels the reader when the first deadline is over, moved or not.

Caught by: test_the_whole_may_take_any_time
"""

import asyncio


async def idle_timeout(messages, idle):
    got = []

    async def read():
        async for message in messages:
            got.append(message)

    reader = asyncio.create_task(read())
    try:
        done, _ = await asyncio.wait([reader], timeout=idle)
        if not done:
            raise SilenceError(got)
        reader.result()
        return got
    finally:
        reader.cancel()
        await asyncio.gather(reader, return_exceptions=True)
