"""A failure comes out when all others have ended.

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
            await queue.put(("end", None))
        except Exception as error:
            await queue.put(("error", error))

    tasks = [asyncio.create_task(pump(source)) for source in sources]
    failure = None
    try:
        left = len(tasks)
        while left:
            kind, value = await queue.get()
            if kind == "item":
                yield value
                continue
            left -= 1
            failure = failure or value
        if failure:
            raise failure
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
