"""Takes an item out of the buffer before its consumer has asked for it.

Caught by: test_no_more_is_read_ahead
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
    getter = asyncio.create_task(queue.get())
    try:
        while (item := await getter) is not end:
            getter = asyncio.create_task(queue.get())
            yield item
        if failure is not None:
            raise failure
    finally:
        getter.cancel()
        producer.cancel()
        await asyncio.gather(getter, producer, return_exceptions=True)
