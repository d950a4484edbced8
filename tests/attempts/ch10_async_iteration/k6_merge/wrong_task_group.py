"""Yields inside a task group.

Caught by: test_a_failure_comes_out
"""

import asyncio


async def merge(*sources):
    queue = asyncio.Queue(1)
    end = object()

    async def pump(source):
        async for item in source:
            await queue.put(item)
        await queue.put(end)

    async with asyncio.TaskGroup() as group:
        for source in sources:
            group.create_task(pump(source))
        left = len(sources)
        while left:
            item = await queue.get()
            if item is end:
                left -= 1
            else:
                yield item
