"""Gives several items to the same stage at the same time.

Caught by: test_each_stage_works_on_one_item_at_a_time
"""

import asyncio


async def pipeline(source, *stages, buffer):
    async def go(item):
        for stage in stages:
            item = await stage(item)
        return item

    queue = asyncio.Queue(buffer)

    async def read():
        async for item in source:
            await queue.put(asyncio.create_task(go(item)))
        await queue.put(None)

    reader = asyncio.create_task(read())
    while task := await queue.get():
        yield await task
    await reader
