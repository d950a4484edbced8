"""The queue has room for everything.

Caught by: test_a_slow_user_is_waited_for
"""

import asyncio
import contextlib

END = object()


async def merge(*sources):
    queue = asyncio.Queue()

    async def pump(source):
        error = None
        try:
            async with contextlib.aclosing(source):
                async for item in source:
                    queue.put_nowait((item, None))
        except Exception as e:
            error = e
        queue.put_nowait((END, error))

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
