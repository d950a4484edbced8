"""Looks whether the source has failed before it hands out what is ready.

Caught by: test_an_error_comes_after_the_items_before_it
"""

import asyncio
from contextlib import aclosing

END = object()


async def prefetch(source, n):
    queue = asyncio.Queue(n)
    leaving = False
    errors = []

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
            errors.append(error)
        await queue.put((END, failed))

    filler = asyncio.create_task(fill())
    try:
        while True:
            item, failed = await queue.get()
            if errors:
                raise errors[0]
            if item is END:
                return
            yield item
    finally:
        leaving = True
        filler.cancel()
        await asyncio.gather(filler, return_exceptions=True)
