"""Reads the next list while this one is used.

Caught by: test_nothing_is_asked_for_too_soon
"""

import asyncio


async def batched(source, n):
    async def read():
        batch = []
        async for item in source:
            batch.append(item)
            if len(batch) == n:
                break
        return batch

    task = asyncio.create_task(read())
    try:
        while batch := await task:
            task = asyncio.create_task(read())
            yield batch
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await source.aclose()
