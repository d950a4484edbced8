"""Takes None for the end of a source.

Caught by: test_an_item_may_be_anything
"""

import asyncio
import contextlib


async def merge(*sources):
    queue = asyncio.Queue(1)

    async def pump(source):
        async with contextlib.aclosing(source):
            async for item in source:
                await queue.put(item)
        await queue.put(None)

    pumps = [asyncio.create_task(pump(s)) for s in sources]
    try:
        left = len(pumps)
        while left:
            item = await queue.get()
            if item is None:
                left -= 1
            else:
                yield item
    finally:
        for p in pumps:
            p.cancel()
        await asyncio.gather(*pumps, return_exceptions=True)
