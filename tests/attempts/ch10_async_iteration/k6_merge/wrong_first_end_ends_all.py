"""Ends when the first source ends.

Caught by: test_it_goes_on_until_the_last_source_ends
"""

import asyncio
import contextlib

END = object()


async def merge(*sources):
    queue = asyncio.Queue(1)

    async def pump(source):
        async with contextlib.aclosing(source):
            async for item in source:
                await queue.put(item)
        await queue.put(END)

    pumps = [asyncio.create_task(pump(s)) for s in sources]
    try:
        while (item := await queue.get()) is not END:
            yield item
    finally:
        for p in pumps:
            p.cancel()
        await asyncio.gather(*pumps, return_exceptions=True)
