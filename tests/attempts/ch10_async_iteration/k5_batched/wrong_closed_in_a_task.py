"""Another task closes the source.

Caught by: test_closed_in_the_middle
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
        await asyncio.create_task(source.aclose())
