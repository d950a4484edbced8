"""Looks for errors before it looks for items.

Caught by: test_an_error_comes_after_the_items_before_it
"""

import asyncio
import contextlib

END = object()


async def merge(*sources):
    queue = asyncio.Queue(1)
    errors = []

    async def pump(source):
        try:
            async with contextlib.aclosing(source):
                async for item in source:
                    await queue.put(item)
        except Exception as error:
            errors.append(error)
        await queue.put(END)

    pumps = [asyncio.create_task(pump(s)) for s in sources]
    try:
        left = len(pumps)
        while left:
            item = await queue.get()
            if errors:
                raise errors[0]
            if item is END:
                left -= 1
            else:
                yield item
    finally:
        for p in pumps:
            p.cancel()
        await asyncio.gather(*pumps, return_exceptions=True)
