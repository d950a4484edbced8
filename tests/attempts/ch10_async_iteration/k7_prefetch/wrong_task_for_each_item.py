"""Asks for each item in a new task.

Caught by: test_the_source_lives_in_one_task
"""

import asyncio
from collections import deque


async def prefetch(source, n):
    lock = asyncio.Lock()

    async def one():
        async with lock:
            return await anext(source)

    tasks = deque()
    try:
        while True:
            while len(tasks) < n + 1:
                tasks.append(asyncio.create_task(one()))
            try:
                item = await tasks[0]
            except StopAsyncIteration:
                return
            tasks.popleft()
            tasks.append(asyncio.create_task(one()))
            yield item
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.gather(source.aclose(), return_exceptions=True)
