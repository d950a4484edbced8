"""Where the source fails, nobody hears of it.

Caught by: test_a_failure_keeps_its_place
"""

import asyncio
import contextlib


async def prefetch(source, n):
    queue = asyncio.Queue(n)
    end = object()

    async def read():
        async with contextlib.aclosing(source):
            async for item in source:
                await queue.put(item)
        await queue.put(end)

    task = asyncio.create_task(read())
    try:
        while (item := await queue.get()) is not end:
            yield item
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
