"""Takes an item None for the end.

Caught by: test_any_item_is_an_item
"""

import asyncio
import contextlib


async def prefetch(source, n):
    queue = asyncio.Queue(n)
    errors = []

    async def read():
        try:
            async with contextlib.aclosing(source):
                async for item in source:
                    await queue.put(item)
        except Exception as error:
            errors.append(error)
        await queue.put(None)

    task = asyncio.create_task(read())
    try:
        while (item := await queue.get()) is not None:
            yield item
        if errors:
            raise errors[0]
    finally:
        task.cancel()
        await asyncio.wait([task])
