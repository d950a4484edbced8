"""A source that fails has ended.

Caught by: test_a_failure_comes_out
"""

import asyncio
import contextlib


async def merge(*sources):
    queue = asyncio.Queue(1)

    async def pump(source):
        try:
            async with contextlib.aclosing(source):
                async for item in source:
                    await queue.put(("item", item))
        finally:
            await queue.put(("end", None))

    tasks = [asyncio.create_task(pump(source)) for source in sources]
    try:
        left = len(tasks)
        while left:
            kind, value = await queue.get()
            if kind == "end":
                left -= 1
            else:
                yield value
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
        for task in tasks:
            task.cancelled() or task.exception()
