"""Ends the task, and the source that waits at its yield stays open.

Caught by: test_closed_in_the_middle
"""

import asyncio


async def prefetch(source, n):
    queue = asyncio.Queue(n)

    async def read():
        try:
            async for item in source:
                await queue.put(("item", item))
        except Exception as error:
            await queue.put(("error", error))
        else:
            await queue.put(("end", None))

    task = asyncio.create_task(read())
    try:
        while True:
            kind, value = await queue.get()
            if kind == "end":
                return
            if kind == "error":
                raise value
            yield value
    finally:
        task.cancel()
        await asyncio.wait([task])
