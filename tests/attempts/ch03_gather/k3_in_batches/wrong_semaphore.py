"""Limits the number at a time, which is not a batch.

Caught by: test_a_batch_waits_for_the_batch_before
"""

import asyncio


async def in_batches(fetch, ids, size):
    slots = asyncio.Semaphore(size)

    async def limited(x):
        async with slots:
            return await fetch(x)

    return list(await asyncio.gather(*map(limited, ids)))
