"""Takes None for the end.

Caught by: test_any_value_is_an_item
"""

import asyncio


async def pipeline(source, *stages, buffer):
    queue = asyncio.Queue(buffer)
    errors = []

    async def produce():
        upstream = pipeline(source, *stages[:-1], buffer=buffer) if stages else source
        upstream = aiter(upstream)
        try:
            async for item in upstream:
                await queue.put(await stages[-1](item) if stages else item)
        except Exception as error:
            errors.append(error)
        finally:
            if hasattr(upstream, "aclose"):
                await upstream.aclose()
        await queue.put(None)

    producer = asyncio.create_task(produce())
    try:
        while (item := await queue.get()) is not None:
            yield item
        if errors:
            raise errors[0]
    finally:
        producer.cancel()
        await asyncio.gather(producer, return_exceptions=True)
