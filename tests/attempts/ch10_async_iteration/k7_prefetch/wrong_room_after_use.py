"""Makes room when the user has done with an item.

Caught by: test_any_source_and_any_user
"""

import asyncio
from contextlib import aclosing

END = object()


async def prefetch(source, n):
    queue = asyncio.Queue()
    room = asyncio.Semaphore(n)
    leaving = False

    async def fill():
        failed = None
        try:
            async with aclosing(source):
                await room.acquire()
                async for item in source:
                    await queue.put((item, None))
                    await room.acquire()
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
            room.release()
    finally:
        leaving = True
        filler.cancel()
        await asyncio.gather(filler, return_exceptions=True)
