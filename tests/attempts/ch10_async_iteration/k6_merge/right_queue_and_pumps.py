"""A task for each source, and a queue with one place."""

import asyncio
from contextlib import aclosing

DONE = object()


async def merge(*sources):
    q = asyncio.Queue(1)
    closing = []

    async def feed(src):
        failure = None
        try:
            async with aclosing(src):
                async for x in src:
                    await q.put((x, None))
        except Exception as e:
            if closing:
                return
            failure = e
        await q.put((DONE, failure))

    tasks = [asyncio.create_task(feed(s)) for s in sources]
    left = len(tasks)
    try:
        while left > 0:
            x, failure = await q.get()
            if failure is not None:
                raise failure
            if x is DONE:
                left -= 1
            else:
                yield x
    finally:
        closing.append(True)
        for t in tasks:
            t.cancel()
        if tasks:
            await asyncio.wait(tasks)
