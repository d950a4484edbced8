"""The queue has one place more, and the task one item in its hands.

Caught by: test_no_more_than_that_is_read_ahead
"""

import asyncio
from contextlib import aclosing

END = object()


async def prefetch(source, n):
    queue = asyncio.Queue(n + 1)
    leaving = False

    async def fill():
        failed = None
        try:
            async with aclosing(source):
                async for item in source:
                    await queue.put((item, None))
        except Exception as error:
            if leaving:
                return
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
        leaving = True
        filler.cancel()
        await asyncio.gather(filler, return_exceptions=True)
