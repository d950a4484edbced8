"""Bounds the first buffer only.

Caught by: test_no_more_is_read_ahead
"""

import asyncio


async def pipeline(source, *stages, buffer):
    end = object()
    queues = [asyncio.Queue(buffer)] + [asyncio.Queue() for _ in stages]
    failure = []

    async def read():
        items = aiter(source)
        try:
            async for item in items:
                await queues[0].put(item)
        except Exception as error:
            failure.append(error)
        finally:
            if hasattr(items, "aclose"):
                await items.aclose()
        await queues[0].put(end)

    async def work(n):
        try:
            while (item := await queues[n].get()) is not end:
                await queues[n + 1].put(await stages[n](item))
        except Exception as error:
            failure.append(error)
        await queues[n + 1].put(end)

    tasks = [asyncio.create_task(read())]
    tasks += [asyncio.create_task(work(n)) for n in range(len(stages))]
    try:
        while (item := await queues[-1].get()) is not end:
            yield item
        if failure:
            raise failure[0]
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
