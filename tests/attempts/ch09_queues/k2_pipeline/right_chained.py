"""A chain of async generators, each of which takes items ahead."""

import asyncio
from contextlib import aclosing


def pipeline(source, *stages, buffer):
    async def ahead(items):
        queue = asyncio.Queue(buffer)

        async def take():
            iterator = aiter(items)
            error = None
            try:
                async for item in iterator:
                    await queue.put((True, item))
            except Exception as raised:
                error = raised
            finally:
                if hasattr(iterator, "aclose"):
                    await iterator.aclose()
            await queue.put((False, error))

        taking = asyncio.create_task(take())
        try:
            while (message := await queue.get())[0]:
                yield message[1]
            if message[1] is not None:
                raise message[1]
        finally:
            taking.cancel()
            await asyncio.gather(taking, return_exceptions=True)

    async def through(stage, items):
        async with aclosing(items):
            async for item in items:
                yield await stage(item)

    results = ahead(source)
    for stage in stages:
        results = ahead(through(stage, results))
    return results
