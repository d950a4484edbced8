"""Each source hands over one item at a time, and waits until it has been taken."""

import asyncio
from contextlib import aclosing


async def merge(*sources):
    ready = asyncio.Queue()

    async def carry(source):
        taken = asyncio.Event()
        try:
            async with aclosing(source):
                async for item in source:
                    taken.clear()
                    ready.put_nowait(("item", item, taken))
                    await taken.wait()
        except Exception as error:
            ready.put_nowait(("error", error, taken))
        else:
            ready.put_nowait(("end", None, taken))

    tasks = [asyncio.create_task(carry(source)) for source in sources]
    try:
        left = len(tasks)
        while left:
            kind, value, taken = await ready.get()
            if kind == "error":
                raise value
            if kind == "end":
                left -= 1
                continue
            taken.set()
            yield value
    finally:
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)
