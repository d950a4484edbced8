"""A failure comes out at once, in front of what is ready.

Caught by: test_a_failure_keeps_its_place
"""

import asyncio
import contextlib


async def prefetch(source, n):
    queue = asyncio.Queue(n)
    end = object()

    async def read():
        async with contextlib.aclosing(source):
            async for item in source:
                await queue.put(item)
        await queue.put(end)

    task = asyncio.create_task(read())
    try:
        while True:
            get = asyncio.ensure_future(queue.get())
            try:
                await asyncio.wait([get, task], return_when=asyncio.FIRST_COMPLETED)
                if task.done() and task.exception():
                    raise task.exception()
                item = await get
            finally:
                get.cancel()
            if item is end:
                return
            yield item
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
