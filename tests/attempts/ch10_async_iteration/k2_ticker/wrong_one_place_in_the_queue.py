"""Keeps one overdue tick only.

Caught by: test_no_tick_is_lost
"""

import asyncio


async def ticker(interval, count):
    queue = asyncio.Queue(1)

    async def tick():
        for number in range(count):
            await asyncio.sleep(interval)
            await queue.put(number)

    task = asyncio.create_task(tick())
    try:
        for _ in range(count):
            yield await queue.get()
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
