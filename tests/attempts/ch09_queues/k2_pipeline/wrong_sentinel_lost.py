"""Says that it has ended behind its loop: after an error nobody hears of it.

Caught by: test_an_error_comes_in_its_place
"""

import asyncio


async def pipeline(source, *stages, buffer):
    end = object()
    queues = [asyncio.Queue(buffer) for _ in range(len(stages) + 1)]

    async def read():
        async for item in source:
            await queues[0].put(item)
        await queues[0].put(end)

    async def work(n):
        while (item := await queues[n].get()) is not end:
            await queues[n + 1].put(await stages[n](item))
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
