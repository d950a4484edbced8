"""When the consumer leaves, the task goes on.

Caught by: test_closed_in_the_middle
"""

import asyncio
import contextlib

TASKS = set()


async def prefetch(source, n):
    queue = asyncio.Queue(n)

    async def read():
        try:
            async with contextlib.aclosing(source):
                async for item in source:
                    await queue.put(("item", item))
        except Exception as error:
            await queue.put(("error", error))
        else:
            await queue.put(("end", None))

    TASKS.add(asyncio.create_task(read()))
    while True:
        kind, value = await queue.get()
        if kind == "end":
            return
        if kind == "error":
            raise value
        yield value
