"""Sends errors like items, and cannot tell them apart.

Caught by: test_an_item_may_be_anything
"""

import asyncio
import contextlib

END = object()


async def merge(*sources):
    queue = asyncio.Queue(1)

    async def pump(source):
        try:
            async with contextlib.aclosing(source):
                async for item in source:
                    await queue.put(item)
            await queue.put(END)
        except Exception as error:
            await queue.put(error)

    pumps = [asyncio.create_task(pump(s)) for s in sources]
    try:
        left = len(pumps)
        while left:
            item = await queue.get()
            if item is END:
                left -= 1
            elif isinstance(item, Exception):
                raise item
            else:
                yield item
    finally:
        for p in pumps:
            p.cancel()
        await asyncio.gather(*pumps, return_exceptions=True)
