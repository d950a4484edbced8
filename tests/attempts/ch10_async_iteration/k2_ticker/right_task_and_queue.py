"""A task puts the ticks into a queue on time, and is stopped at the end."""

import asyncio


async def ticker(interval, count):
    queue = asyncio.Queue()

    async def tick():
        loop = asyncio.get_running_loop()
        start = loop.time()
        for number in range(count):
            await asyncio.sleep(start + interval * (number + 1) - loop.time())
            queue.put_nowait(number)

    task = asyncio.create_task(tick())
    try:
        for _ in range(count):
            yield await queue.get()
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
