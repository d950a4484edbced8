"""Puts the error of a source that is being closed into a queue that is full.

Caught by: test_who_closes_it_hears_of_no_error
"""

import asyncio
from contextlib import aclosing

DONE = object()


async def merge(*sources):
    q = asyncio.Queue(1)

    async def feed(src):
        failure = None
        try:
            async with aclosing(src):
                async for x in src:
                    await q.put((x, None))
        except Exception as e:
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
        for t in tasks:
            t.cancel()
        if tasks:
            await asyncio.wait(tasks)
