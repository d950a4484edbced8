"""Nobody says that a source has ended.

Caught by: test_each_message_as_soon_as_it_is_there
"""

import asyncio


async def merge(*sources):
    queue = asyncio.Queue(1)

    async def pump(source):
        async for item in source:
            await queue.put(item)

    tasks = [asyncio.create_task(pump(source)) for source in sources]
    try:
        while tasks:
            yield await queue.get()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
