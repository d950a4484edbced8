"""A queue of one: one chunk waits in it, and the next is loaded already.

Caught by: test_one_load_ahead
"""

import asyncio


async def overlap(load_next, process, first):
    queue = asyncio.Queue(maxsize=1)

    async def produce():
        while True:
            chunk = await load_next()
            await queue.put(chunk)
            if chunk is None:
                return

    task = asyncio.create_task(produce())
    try:
        chunk, results = first, []
        while chunk is not None:
            results.append(await process(chunk))
            if task.done():
                task.result()
            getter = asyncio.create_task(queue.get())
            await asyncio.wait([getter, task], return_when=asyncio.FIRST_COMPLETED)
            if not getter.done() and queue.empty():
                getter.cancel()
                task.result()
            chunk = await getter
        return results
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
