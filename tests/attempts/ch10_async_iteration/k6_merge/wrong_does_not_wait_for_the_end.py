"""Cancels the tasks, and does not wait for them.

Caught by: test_a_failure_waits_for_the_others_to_close
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
            await queue.put(("end", None))
        except Exception as error:
            await queue.put(("error", error))

    tasks = [asyncio.create_task(pump(source)) for source in sources]
    try:
        left = len(tasks)
        while left:
            kind, value = await queue.get()
            if kind == "end":
                left -= 1
            elif kind == "error":
                raise value
            else:
                yield value
    finally:
        for task in tasks:
            task.cancel()
