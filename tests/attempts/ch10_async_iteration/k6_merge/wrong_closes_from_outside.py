"""Closes the sources in the task of the user.

Caught by: test_each_source_lives_in_one_task
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
        closing = [s.aclose() for s in sources]
        await asyncio.gather(*closing, return_exceptions=True)
