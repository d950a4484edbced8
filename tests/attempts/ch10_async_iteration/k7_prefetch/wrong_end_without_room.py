"""Gives up its last items when the source ends before the user has taken them.

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
            getter = asyncio.create_task(queue.get())
            try:
                await asyncio.wait(
                    [getter, filler], return_when=asyncio.FIRST_COMPLETED
                )
                if filler.done():
                    filler.result()
                    return
            finally:
                if not getter.done():
                    getter.cancel()
                await asyncio.gather(getter, return_exceptions=True)
            yield getter.result()
    finally:
        filler.cancel()
        await asyncio.gather(filler, return_exceptions=True)
