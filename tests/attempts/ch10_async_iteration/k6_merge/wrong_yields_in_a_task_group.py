"""Yields inside a task group, which turns an early close into a group of errors.

Caught by: test_an_early_close_closes_all_sources
"""

import asyncio
import contextlib

END = object()


async def merge(*sources):
    queue = asyncio.Queue(1)

    async def pump(source):
        async with contextlib.aclosing(source):
            async for item in source:
                await queue.put(item)
        await queue.put(END)

    async with asyncio.TaskGroup() as group:
        for source in sources:
            group.create_task(pump(source))
        left = len(sources)
        while left:
            item = await queue.get()
            if item is END:
                left -= 1
            else:
                yield item
