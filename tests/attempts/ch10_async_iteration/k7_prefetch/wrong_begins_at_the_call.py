"""Starts its task in the call, and a generator that has not begun has no finally.

Caught by: test_the_source_begins_with_the_first_item
"""

import asyncio
from contextlib import aclosing

END = object()


def prefetch(source, n):
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

    async def items():
        nonlocal leaving
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

    return items()
