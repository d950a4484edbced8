"""An async generator function that calls itself with one stage less."""

import asyncio


async def pipeline(source, *stages, buffer):
    queue = asyncio.Queue(buffer)
    end = object()
    failure = None

    async def produce():
        nonlocal failure
        upstream = pipeline(source, *stages[:-1], buffer=buffer) if stages else source
        upstream = aiter(upstream)
        try:
            async for item in upstream:
                if stages:
                    item = await stages[-1](item)
                await queue.put(item)
        except Exception as error:
            failure = error
        finally:
            if hasattr(upstream, "aclose"):
                await upstream.aclose()
        await queue.put(end)

    producer = asyncio.create_task(produce())
    try:
        while (item := await queue.get()) is not end:
            yield item
        if failure is not None:
            raise failure
    finally:
        producer.cancel()
        await asyncio.wait([producer])
