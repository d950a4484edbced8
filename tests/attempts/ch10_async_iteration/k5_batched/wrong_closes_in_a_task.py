"""Closes the source in a task of its own.

Caught by: test_all_of_it_happens_in_one_task
"""

import asyncio


async def batched(source, n):
    batch = []
    try:
        async for item in source:
            batch.append(item)
            if len(batch) == n:
                yield batch
                batch = []
        if batch:
            yield batch
    finally:
        await asyncio.gather(source.aclose())
