"""Tidies up behind the loop, and not in a `finally`.

Caught by: test_an_early_close_stops_all
"""

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
                await queue.put(await stages[-1](item) if stages else item)
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
    except asyncio.CancelledError:
        producer.cancel()
        await asyncio.gather(producer, return_exceptions=True)
        raise
    if failure is not None:
        raise failure
