"""Yields inside a task group: who fails cancels the consumer at its own work.

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

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(read())]
            tasks += [group.create_task(work(n)) for n in range(len(stages))]
            try:
                while (item := await queues[-1].get()) is not end:
                    yield item
            finally:
                for task in tasks:
                    task.cancel()
    except* Exception as errors:
        raise errors.exceptions[0] from None
