"""Cancels one task, waits for it, and cancels the next one then.

Caught by: test_an_early_close_closes_all_sources
"""

import asyncio
import contextlib

END = object()


async def merge(*sources):
    queue = asyncio.Queue(1)

    async def pump(source):
        error = None
        try:
            async with contextlib.aclosing(source):
                async for item in source:
                    await queue.put((item, None))
        except Exception as e:
            error = e
        await queue.put((END, error))

    pumps = [asyncio.create_task(pump(s)) for s in sources]
    try:
        left = len(pumps)
        while left:
            item, error = await queue.get()
            if error:
                raise error
            if item is END:
                left -= 1
            else:
                yield item
    finally:
        for p in pumps:
            p.cancel()
            await asyncio.gather(p, return_exceptions=True)
