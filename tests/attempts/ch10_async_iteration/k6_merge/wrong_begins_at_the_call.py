"""Starts its tasks in the call, and a generator that has not begun has no finally.

Caught by: test_no_source_begins_before_the_first_item_is_asked_for
"""

import asyncio
import contextlib

END = object()


def merge(*sources):
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

    async def items():
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

    return items()
