"""Does not wait until the source has been closed.

Caught by: test_an_early_close_closes_the_source
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
        batched.closing = asyncio.create_task(source.aclose())
