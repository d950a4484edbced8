"""One limit for the whole line, and no limit for each buffer.

Caught by: test_no_more_is_read_ahead
"""

import asyncio


async def pipeline(source, *stages, buffer):
    queues = [asyncio.Queue() for _ in range(len(stages) + 1)]
    places = asyncio.Semaphore((len(stages) + 1) * (buffer + 1) + 1)

    async def read(out):
        items = aiter(source)
        try:
            try:
                await places.acquire()
                async for item in items:
                    await out.put(("item", item))
                    await places.acquire()
            finally:
                if hasattr(items, "aclose"):
                    await items.aclose()
        except Exception as e:
            await out.put(("error", e))
        else:
            await out.put(("end", None))

    async def work(stage, inbox, out):
        kind = "item"
        while kind == "item":
            kind, value = await inbox.get()
            if kind == "item":
                try:
                    value = await stage(value)
                except Exception as e:
                    kind, value = "error", e
            await out.put((kind, value))

    tasks = [asyncio.create_task(read(queues[0]))]
    for n, stage in enumerate(stages):
        tasks.append(asyncio.create_task(work(stage, queues[n], queues[n + 1])))
    try:
        while True:
            kind, value = await queues[-1].get()
            if kind == "end":
                return
            if kind == "error":
                raise value
            places.release()
            yield value
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
