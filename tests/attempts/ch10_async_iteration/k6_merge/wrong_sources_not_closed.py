"""Cancels its tasks; a source that stands at its yield stays open.

Caught by: test_a_slow_user_is_waited_for
"""

import asyncio

END = object()


async def merge(*sources):
    queue = asyncio.Queue(1)

    async def pump(source):
        error = None
        try:
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
        await asyncio.gather(*pumps, return_exceptions=True)
