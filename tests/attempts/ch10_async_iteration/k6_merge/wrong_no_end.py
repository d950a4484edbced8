"""Nobody puts the end into the queue.

Caught by: test_it_goes_on_until_the_last_source_ends
"""

import asyncio
import contextlib


async def merge(*sources):
    queue = asyncio.Queue(1)

    async def pump(source):
        async with contextlib.aclosing(source):
            async for item in source:
                await queue.put(item)

    pumps = [asyncio.create_task(pump(s)) for s in sources]
    try:
        while True:
            yield await queue.get()
    finally:
        for p in pumps:
            p.cancel()
        await asyncio.gather(*pumps, return_exceptions=True)
