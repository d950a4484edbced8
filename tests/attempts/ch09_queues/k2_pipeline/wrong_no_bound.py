"""Its queues are as large as they like to be.

Caught by: test_no_more_is_read_ahead
"""

import asyncio


def pipeline(source, *stages, buffer):
    return _pipeline(source, stages, buffer)


async def _pipeline(source, stages, buffer):
    queues = [asyncio.Queue() for _ in range(len(stages) + 1)]

    async def read(out):
        it = source.__aiter__()
        try:
            try:
                async for item in it:
                    await out.put(("item", item))
            finally:
                close = getattr(it, "aclose", None)
                if close:
                    await close()
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
