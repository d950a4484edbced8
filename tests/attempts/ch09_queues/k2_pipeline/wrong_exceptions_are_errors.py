"""Puts errors among the items, and raises every item that is an exception.

Caught by: test_any_value_is_an_item
"""

import asyncio


async def pipeline(source, *stages, buffer):
    queue = asyncio.Queue(buffer)
    end = object()

    async def produce():
        upstream = pipeline(source, *stages[:-1], buffer=buffer) if stages else source
        upstream = aiter(upstream)
        try:
            async for item in upstream:
                await queue.put(await stages[-1](item) if stages else item)
            await queue.put(end)
        except Exception as error:
            await queue.put(error)
        finally:
            if hasattr(upstream, "aclose"):
                await upstream.aclose()

    producer = asyncio.create_task(produce())
    try:
        while (item := await queue.get()) is not end:
            if isinstance(item, Exception):
                raise item
            yield item
    finally:
        producer.cancel()
        await asyncio.gather(producer, return_exceptions=True)
