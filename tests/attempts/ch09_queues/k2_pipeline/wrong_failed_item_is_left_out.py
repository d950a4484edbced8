"""Leaves an item out whose stage has failed, and raises the error at the end.

Caught by: test_an_error_comes_in_its_place
"""

import asyncio


async def pipeline(source, *stages, buffer):
    queue = asyncio.Queue(buffer)
    end = object()
    failures = []

    async def produce():
        upstream = pipeline(source, *stages[:-1], buffer=buffer) if stages else source
        upstream = aiter(upstream)
        try:
            async for item in upstream:
                try:
                    item = await stages[-1](item) if stages else item
                except Exception as error:
                    failures.append(error)
                    continue
                await queue.put(item)
        except Exception as error:
            failures.append(error)
        finally:
            if hasattr(upstream, "aclose"):
                await upstream.aclose()
        await queue.put(end)

    producer = asyncio.create_task(produce())
    try:
        while (item := await queue.get()) is not end:
            yield item
        if failures:
            raise failures[0]
    finally:
        producer.cancel()
        await asyncio.gather(producer, return_exceptions=True)
