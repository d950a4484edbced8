"""Sends the end in a `finally`: an error looks like the end of the items.

Caught by: test_an_error_comes_in_its_place
"""

import asyncio


async def pipeline(source, *stages, buffer):
    end = object()
    queues = [asyncio.Queue(buffer) for _ in range(len(stages) + 1)]

    async def read():
        items = aiter(source)
        try:
            async for item in items:
                await queues[0].put(item)
        finally:
            if hasattr(items, "aclose"):
                await items.aclose()
            await queues[0].put(end)

    async def work(n):
        try:
            while (item := await queues[n].get()) is not end:
                await queues[n + 1].put(await stages[n](item))
        finally:
            await queues[n + 1].put(end)

    tasks = [asyncio.create_task(read())]
    tasks += [asyncio.create_task(work(n)) for n in range(len(stages))]
    try:
        while (item := await queues[-1].get()) is not end:
            yield item
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
