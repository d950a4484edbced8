"""When the consumer leaves, the tasks go on.

Caught by: test_closed_in_the_middle
"""

import asyncio
import contextlib

TASKS = set()


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
    TASKS.update(tasks)
    left = len(tasks)
    while left:
        kind, value = await queue.get()
        if kind == "end":
            left -= 1
        elif kind == "error":
            raise value
        else:
            yield value
