"""Begins to read when it is made.

Caught by: test_nothing_begins_before_somebody_asks
"""

import asyncio
import contextlib


def prefetch(source, n):
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

    task = asyncio.create_task(read())

    async def items():
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

    return items()
