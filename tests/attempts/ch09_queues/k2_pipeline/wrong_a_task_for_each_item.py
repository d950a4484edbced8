"""Reads each item of the source in a task of its own.

Caught by: test_the_source_is_closed_in_its_task
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

        async def step():
            return await anext(upstream, end)

        try:
            while (item := await asyncio.create_task(step())) is not end:
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
        if failure is not None:
            raise failure
    finally:
        producer.cancel()
        await asyncio.gather(producer, return_exceptions=True)
