"""A task puts the ticks into a queue, and nobody stops it.

Caught by: test_who_leaves_early_leaves_nothing_behind
"""

import asyncio


async def ticker(interval, count):
    queue = asyncio.Queue()

    async def tick():
        loop = asyncio.get_running_loop()
        start = loop.time()
        for number in range(count):
            await asyncio.sleep(start + interval * (number + 1) - loop.time())
            await queue.put(number)

    task = asyncio.create_task(tick())
    for _ in range(count):
        yield await queue.get()
    await task
