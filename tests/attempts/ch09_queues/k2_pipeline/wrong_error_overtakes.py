"""Raises an error as soon as it has happened, and the items before it are lost.

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
        while (item := await queues[n].get()) is not end:
            await queues[n + 1].put(await stages[n](item))
        await queues[n + 1].put(end)

    tasks = [asyncio.create_task(read())]
    tasks += [asyncio.create_task(work(n)) for n in range(len(stages))]
    try:
        while True:
            getter = asyncio.create_task(queues[-1].get())
            tasks.append(getter)
            waiting = set(tasks)
            while not getter.done():
                done, waiting = await asyncio.wait(
                    waiting, return_when=asyncio.FIRST_COMPLETED
                )
                for task in done:
                    task.result()
            for task in tasks:
                if task.done():
                    task.result()
            if getter.result() is end:
                return
            yield getter.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
