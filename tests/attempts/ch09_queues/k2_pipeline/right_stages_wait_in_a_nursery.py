"""The whole line runs in one task; a task group in it ends it, outside of the generator."""

import asyncio


async def pipeline(source, *stages, buffer):
    queues = [asyncio.Queue(buffer) for _ in range(len(stages) + 1)]

    async def guarded(job, out):
        try:
            await job
        except Exception as error:
            await out.put(([], error))
        else:
            await out.put(([], StopAsyncIteration()))

    async def read():
        items = aiter(source)
        try:
            async for item in items:
                await queues[0].put(([item], None))
        finally:
            if hasattr(items, "aclose"):
                await items.aclose()

    async def work(n):
        while True:
            item, error = await queues[n].get()
            if isinstance(error, StopAsyncIteration):
                return
            if error:
                raise error
            await queues[n + 1].put(([await stages[n](item[0])], None))

    async def everything():
        async with asyncio.TaskGroup() as group:
            group.create_task(guarded(read(), queues[0]))
            for n in range(len(stages)):
                group.create_task(guarded(work(n), queues[n + 1]))

    line = asyncio.create_task(everything())
    try:
        while True:
            item, error = await queues[-1].get()
            if isinstance(error, StopAsyncIteration):
                break
            if error:
                raise error
            yield item[0]
    finally:
        line.cancel()
        await asyncio.wait([line])
