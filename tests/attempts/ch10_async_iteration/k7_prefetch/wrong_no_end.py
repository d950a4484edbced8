"""Nobody tells the user of the end.

Caught by: test_all_items_come_in_order
"""

import asyncio
from contextlib import aclosing


async def prefetch(source, n):
    queue = asyncio.Queue(n)

    async def fill():
        async with aclosing(source):
            async for item in source:
                await queue.put(item)

    filler = asyncio.create_task(fill())
    try:
        while True:
            yield await queue.get()
    finally:
        filler.cancel()
        await asyncio.gather(filler, return_exceptions=True)
