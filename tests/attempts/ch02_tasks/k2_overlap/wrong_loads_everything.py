"""Loads all chunks before it looks at them.

Caught by: test_one_load_ahead
"""

import asyncio


async def overlap(load_next, process, first):
    queue = asyncio.Queue()

    async def load_all():
        while (chunk := await load_next()) is not None:
            queue.put_nowait(chunk)
        queue.put_nowait(None)

    task = asyncio.create_task(load_all())
    try:
        chunk, results = first, []
        while chunk is not None:
            results.append(await process(chunk))
            chunk = await queue.get()
        await task
        return results
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
