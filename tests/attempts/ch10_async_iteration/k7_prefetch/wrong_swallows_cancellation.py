"""Takes the cancellation of its user for that of its task.

Caught by: test_a_cancellation_closes_the_source
"""

import asyncio
from contextlib import aclosing

END = object()


async def prefetch(source, n):
    queue = asyncio.Queue(n)
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
        while True:  # as long as there is something
            item, failed = await queue.get()
            if failed is not None:
                raise failed
            if item is END:
                return
            yield item
    except asyncio.CancelledError:
        pass
    finally:
        leaving = True
        filler.cancel()
        await asyncio.gather(filler, return_exceptions=True)
