"""Closes the source in the task of the consumer.

Caught by: test_the_source_is_closed_in_its_task
"""

import asyncio


def pipeline(source, *stages, buffer):
    return _pipeline(source, stages, buffer)


async def _pipeline(source, stages, buffer):
    queues = [asyncio.Queue(maxsize=buffer) for _ in range(len(stages) + 1)]

    async def read(out):
        try:
            async for item in source:
                await out.put(("item", item))
        except Exception as e:
            await out.put(("error", e))
        else:
            await out.put(("end", None))

    async def work(stage, inbox, out):
        while True:
            kind, value = await inbox.get()
            if kind == "item":
                try:
                    value = await stage(value)
                except Exception as e:
                    kind, value = "error", e
            await out.put((kind, value))
            if kind != "item":
                return

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
            yield value
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if hasattr(source, "aclose"):
            await source.aclose()
