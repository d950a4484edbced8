"""Puts the error of a source that is being closed into a queue that is full.

Caught by: test_who_closes_it_hears_of_no_error
"""

import asyncio
from contextlib import aclosing

END = object()


async def prefetch(source, n):
    queue = asyncio.Queue(n)

    async def fill():
        failed = None
        try:
            async with aclosing(source):
                async for item in source:
                    await queue.put((item, None))
        except Exception as error:
            failed = error
        await queue.put((END, failed))

    filler = asyncio.create_task(fill())
    try:
        while True:
            item, failed = await queue.get()
            if failed is not None:
                raise failed
            if item is END:
                return
            yield item
    finally:
        filler.cancel()
        await asyncio.gather(filler, return_exceptions=True)
