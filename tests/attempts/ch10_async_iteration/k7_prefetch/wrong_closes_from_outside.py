"""Closes the source in the task of the user.

Caught by: test_the_source_lives_in_one_task
"""

import asyncio
from contextlib import suppress

END = object()


async def prefetch(source, n):
    queue = asyncio.Queue(n)
    leaving = False

    async def fill():
        failed = None
        try:
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
        with suppress(Exception):
            await source.aclose()
